// The first page: it loads under the strict policy, from hashed and compressed files only.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { openPage, startBrowser } from "./support/browser.mjs";
import { checkPage } from "./support/check.mjs";
import { startServer } from "./support/server.mjs";

let server;
let browser;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test("the log-in page opens, in both languages", async () => {
  for (const language of ["zh-CN", "en"]) {
    const page = await openPage(browser, { language });
    await page.goto(server.url);
    await page.locator("input[type=password]").waitFor();
    await checkPage(page, `login-${language}`);
    await page.context().close();
  }
});

test("files are named by their content, compressed ahead, and kept", async () => {
  const page = await openPage(browser);
  const replies = [];
  page.on("response", (reply) => replies.push(reply));
  await page.goto(server.url);
  await page.locator("input[type=password]").waitFor();
  const policy = replies[0].headers()["content-security-policy"];
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /'unsafe-inline'|'unsafe-eval'/);
  const files = replies.filter((reply) => new URL(reply.url()).pathname.startsWith("/pkg/"));
  assert.ok(files.length >= 4, "style sheet, script, loader and main chunk");
  for (const reply of files) {
    const headers = reply.headers();
    assert.equal(new URL(reply.url()).origin, server.url);
    assert.equal(headers["content-encoding"], "br", reply.url());
    assert.match(headers["cache-control"], /immutable/, reply.url());
    assert.equal(headers["x-content-type-options"], "nosniff", reply.url());
  }
  await page.context().close();
});
