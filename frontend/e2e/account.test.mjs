// Everybody: log in and out, forgotten password, sessions, notices, and what other tabs know.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { expectingRefusal, openPage, startBrowser } from "./support/browser.mjs";
import { checkPage } from "./support/check.mjs";
import { logIn } from "./support/login.mjs";
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

const field = (page, name) => page.locator(`[name="${name}"]`);

/// Fills in the log-in form.
async function enter(page, login, password = PASSWORD) {
  await field(page, "login").fill(login);
  await field(page, "password").fill(password);
  await page.locator("form button[type=submit]").click();
}

test("the three tabs lead three roles home; a wrong password is told in the form", async () => {
  for (const [tab, login, home] of [
    ["student", "student02", "/student"],
    ["employer", "employer02", "/employer"],
    ["school", "school01", "/school"],
  ]) {
    const page = await openPage(browser);
    await page.goto(`${server.url}/login`);
    await page.getByRole("tab").nth(["student", "employer", "school"].indexOf(tab)).click();
    await page.waitForURL(tab === "student" ? /\/login/ : new RegExp(`/login/${tab}`));
    await page.locator("form button[type=submit]").click();
    await page.locator("form .notice.bad a").first().waitFor();
    await expectingRefusal(page, async () => {
      await enter(page, login, "wrong-password-1");
      await page.locator("form .notice.bad", { hasNotText: "2" }).waitFor();
    });
    assert.equal(await field(page, "login").inputValue(), login, "nothing typed is lost");
    await checkPage(page, `login-${tab}`);
    await enter(page, login);
    await page.waitForURL((url) => url.pathname.startsWith(home));
    await page.context().close();
  }
});

test("a page asked for before the log-in is opened after it", async () => {
  const page = await openPage(browser);
  await page.goto(`${server.url}/employer/cases`);
  await page.waitForURL(/\/login\/employer\?next=/);
  await enter(page, "employer02");
  await page.waitForURL(`${server.url}/employer/cases`);
  await page.context().close();
});

test("forgotten password and a spent link", async () => {
  const page = await openPage(browser);
  await page.goto(`${server.url}/forgotten?portal=employer`);
  await field(page, "login").waitFor();
  await checkPage(page, "forgotten");
  await field(page, "login").fill("nobody");
  await page.locator("form button[type=submit]").click();
  await page.locator(".empty").waitFor();
  await checkPage(page, "forgotten-sent");
  await page.goto(`${server.url}/reset#wrong`);
  await field(page, "new").fill("Another-2026-word");
  await field(page, "again").fill("Another-2026-wort");
  await page.locator("form button[type=submit]").click();
  await page.locator("form .notice.bad").waitFor();
  await field(page, "again").fill("Another-2026-word");
  await expectingRefusal(page, async () => {
    const answer = page.waitForResponse((reply) => reply.url().endsWith("/confirm"));
    await page.locator("form button[type=submit]").click();
    assert.equal((await answer).status(), 422);
    await page.locator("form .notice.bad").waitFor();
  });
  await checkPage(page, "reset");
  await page.context().close();
});

test("devices are listed and logged out, and the password changes", async () => {
  const elsewhere = await openPage(browser);
  await logIn(elsewhere, server.url, "employer06", "/employer");
  await elsewhere.locator("h1").waitFor();
  const page = await openPage(browser);
  await logIn(page, server.url, "employer06", "/account");
  await page.locator("tbody tr").nth(1).waitFor();
  await checkPage(page, "account");
  await page.locator(".section-head .button").click();
  await page.locator("dialog[open] button[type=submit]").click();
  await page.locator("tbody tr").nth(1).waitFor({ state: "detached" });
  await field(page, "current").fill(PASSWORD);
  await field(page, "new").fill("Another-2026-word");
  await field(page, "again").fill("Another-2026-word");
  await page.locator("form button[type=submit]").click();
  await page.locator(".toast.good", { hasText: "密码已修改" }).waitFor();
  assert.equal(await field(page, "current").inputValue(), "");
  await page.context().close();
  await elsewhere.context().close();
});

test("notices are counted, read and lead to their case", async () => {
  const page = await openPage(browser);
  await logIn(page, server.url, "employer01", "/notices");
  await page.locator("main li").first().waitFor();
  await page.locator(".badge.alert").waitFor();
  await checkPage(page, "notices");
  await page.locator("main li a").first().click();
  await page.waitForURL(/\/employer\/cases\//);
  await page.goBack();
  await page.locator(".page-head .button").click();
  await page.locator(".badge.alert").waitFor({ state: "detached" });
  await page.context().close();
});

test("a log-out reaches the other tab", async () => {
  const page = await openPage(browser);
  await logIn(page, server.url, "employer07", "/employer");
  await page.locator(".side a").first().waitFor();
  const other = await page.context().newPage();
  await other.goto(`${server.url}/employer/cases`);
  await other.locator(".desk-table tbody tr, table tbody tr, .empty").first().waitFor();
  await page.locator(".bar-tools button.icon-only").click();
  await page.waitForURL(/\/login/);
  await other.waitForURL(/\/login/);
  await page.context().close();
});

test("the other language is one press away and remembered", async () => {
  const page = await openPage(browser);
  await page.goto(`${server.url}/login`);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Log in" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.reload();
  await page.getByRole("heading", { name: "Log in" }).waitFor();
  await page.context().close();
});

test("an address that leads nowhere says so, with a way on", async () => {
  const page = await openPage(browser);
  await page.goto(`${server.url}/nowhere`);
  await page.locator(".empty a").waitFor();
  await checkPage(page, "missing");
  await page.context().close();
});
