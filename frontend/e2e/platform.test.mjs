// The platform operator: own log-in, and the outbox.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { openPage, startBrowser } from "./support/browser.mjs";
import { checkPage, checkPageHere } from "./support/check.mjs";
import { PASSWORD, startServer } from "./support/server.mjs";

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

for (const language of ["zh-CN", "en"]) {
  test(`an operator logs in and reads the outbox (${language})`, async () => {
    const page = await openPage(browser, { language });
    await page.goto(`${server.url}/platform`);
    await page.waitForURL((url) => url.pathname === "/platform/login");
    await page.locator("input[name=login]").fill("platform01");
    await checkPage(page, `platform-login-${language}`);
    await page.locator("input[name=password]").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.locator("tbody tr, .page .empty").first().waitFor();
    assert.equal(new URL(page.url()).pathname, "/platform");
    await checkPage(page, `platform-outbox-${language}`);

    assert.ok((await page.locator("tbody tr").count()) > 0, "the demo world has sent something");
    await page.locator("tbody tr .row-actions button").first().click();
    await page.locator("dialog[open] .message").waitFor();
    assert.ok((await page.locator("dialog[open] .message").innerText()).length > 5);
    await checkPageHere(page, `platform-message-${language}`);
    await page.context().close();
  });
}
