// Anyone checks an agreement: by form and by the QR code's fragment.
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

for (const language of ["zh-CN", "en"]) {
  test(`a code that fits nothing is told plainly (${language})`, async () => {
    const page = await openPage(browser, { language });
    await page.goto(`${server.url}/verify`);
    await page.locator("input[name=number]").fill("1202019097200002");
    await checkPage(page, `verify-${language}`);
    await page.locator("input[name=code]").fill("ABCDEFGH");
    await page.keyboard.press("Enter");
    await page.locator(".notice.bad").waitFor();
    await checkPage(page, `verify-unknown-${language}`);
    await page.context().close();
  });
}

test("the QR code's fragment fills in the form, asks at once and never reaches the server", async () => {
  const page = await openPage(browser);
  const addresses = [];
  page.on("request", (request) => addresses.push(request.url()));
  const asked = page.waitForRequest((request) => request.url().endsWith("/api/v1/verifications"));
  await page.goto(`${server.url}/verify#number=1202019097200002&code=ABCDEFGH`);
  assert.deepEqual((await asked).postDataJSON(), { number: "1202019097200002", code: "ABCDEFGH" });
  await page.locator(".notice.bad").waitFor();
  assert.equal(await page.locator("input[name=number]").inputValue(), "1202019097200002");
  assert.ok(addresses.every((address) => !new URL(address).search));
  await page.context().close();
});
