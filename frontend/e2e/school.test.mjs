// The school's desk: home, list, case, decisions, export; whole school and college.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { expectingRefusal, openPage, startBrowser } from "./support/browser.mjs";
import { checkPage, checkPageHere } from "./support/check.mjs";
import { callApi, logIn } from "./support/login.mjs";
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

/// Somebody at the desk, with the list in front of them.
async function atDesk(login, { path = "/school/cases", ...options } = {}) {
  const page = await openPage(browser, options);
  const token = await logIn(page, server.url, login, path);
  return { page, token };
}

/// The rows of the list as `{ heading: text }`.
async function rows(page) {
  await page.locator(".desk-table tbody tr").first().waitFor();
  return page.locator(".desk-table tbody tr").evaluateAll((all) =>
    all.map((row) => Object.fromEntries([...row.cells].map((cell) => [cell.dataset.label, cell.innerText.trim()]))),
  );
}

/// Does something that asks the server for the list, and waits for the answer to a question that `fits`:
/// one asked before may still be on its way.
async function relisting(page, work, fits = () => true) {
  const answer = page.waitForResponse(
    (reply) => reply.url().endsWith("/cases/search") && fits(reply.request().postDataJSON()),
  );
  await work();
  const reply = await answer;
  await reply.finished();
  await page.locator(".desk-table tbody tr, .desk-list .empty").first().waitFor();
  return { asked: reply.request().postDataJSON(), answer: await reply.json() };
}

/// The ids of the cases that wait for a review, by the API.
async function waiting(page, token) {
  const body = { filter: { review: ["waiting"] }, paging: { limit: 200 } };
  const reply = await callApi(page, "POST", "/cases/search", { body, token });
  assert.equal(reply.status, 200);
  return reply.body.items;
}

/// Opens a case beside the list.
async function openCase(page, id) {
  await page.goto(`${server.url}/school/cases/${id}`);
  await page.locator(".desk-case .timeline").waitFor();
}

/// Fills in what the employer left open and approves.
async function approve(page) {
  await page.keyboard.press("a");
  const dialog = page.locator("dialog[open]");
  await dialog.locator("select[name=nature]").selectOption({ index: 1 });
  await dialog.locator("input[name=industry]").click();
  await dialog.locator("[role=option]").first().click();
  const region = dialog.locator(".region select");
  if (!(await region.nth(2).inputValue())) {
    await region.nth(0).selectOption({ index: 1 });
    await region.nth(1).selectOption({ index: 1 });
    await region.nth(2).selectOption({ index: 1 });
  }
  await dialog.locator("button[type=submit]").click();
  await dialog.waitFor({ state: "detached" });
}

for (const language of ["zh-CN", "en"]) {
  test(`home, list and case can be looked at (${language})`, async () => {
    const { page } = await atDesk("school01", { path: "/school", language });
    await page.locator(".tiles").waitFor();
    await checkPage(page, `school-home-${language}`);
    await page.locator(".bar-chart button").click();
    assert.equal(await page.locator(".bar-chart tbody tr").count(), 14);
    await checkPageHere(page, `school-home-table-${language}`);

    await page.goto(`${server.url}/school/cases`);
    await rows(page);
    await checkPage(page, `school-cases-${language}`);

    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.locator(".desk-case .timeline").waitFor();
    await checkPage(page, `school-case-${language}`);

    await page.keyboard.press("?");
    await page.locator("dialog[open] .keys").waitFor();
    await checkPageHere(page, `school-keys-${language}`);
    await page.context().close();
  });
}

test("the home page leads to what waits", async () => {
  const { page } = await atDesk("school01", { path: "/school" });
  const task = page.locator(".notice.wait");
  const [count] = (await task.innerText()).match(/\d+/);
  await task.locator("a").click();
  const shown = await rows(page);
  assert.ok(shown.every((row) => row["签约审核状态"] === "等待签约审核"));
  assert.match(await page.locator(".pager").innerText(), new RegExp(`共 ${count} 条`));
  assert.equal(new URL(page.url()).search, "");
  await page.context().close();
});

test("every heading sorts, and pages turn", async () => {
  const { page } = await atDesk("school01");
  await rows(page);
  const sorts = page.locator(".desk-table thead button.sort");
  assert.equal(await sorts.count(), 9);
  for (let at = 0; at < 9; at += 1) {
    const { answer } = await relisting(page, () => sorts.nth(at).click());
    assert.ok(answer.items.length > 0);
    const state = await page.locator(".desk-table thead th:has(button)").nth(at).getAttribute("aria-sort");
    assert.match(state, /^(a|de)scending$/);
  }
  const first = await rows(page);
  const jump = page.locator(".jump input");
  await jump.fill("2");
  const { asked } = await relisting(page, () => jump.press("Enter"), ({ paging }) => paging?.page === 2);
  assert.equal(asked.paging.page, 2);
  assert.notDeepEqual(await rows(page), first);
  await page.context().close();
});

test("a search goes in the body, survives a reload, and is taken away by its chip", async () => {
  const { page } = await atDesk("school01");
  const [{ 姓名: name, 学号: number }] = await rows(page);
  await page.keyboard.press("/");
  await page.locator("select[name=search_field]").selectOption("student_no");
  await page.locator("input[name=search]").fill(number);
  const searches = (text) => ({ filter }) => filter?.search === text;
  await relisting(page, () => page.keyboard.press("Enter"), searches(number));
  assert.ok(!page.url().includes(number) && !page.url().includes(name));
  assert.ok((await rows(page)).every((row) => row["学号"].startsWith(number)));
  await page.waitForFunction((text) => Object.values(sessionStorage).some((kept) => kept.includes(text)), number);
  await relisting(page, () => page.reload(), searches(number));
  await page.locator(".chip").waitFor();
  const all = await relisting(page, () => page.locator(".chip").click(), searches(undefined));
  assert.ok(all.answer.total > 1);

  await page.locator("input[name=search]").fill("0000000000");
  await relisting(page, () => page.locator("input[name=search]").press("Enter"), searches("0000000000"));
  await page.locator(".desk-list .empty").waitFor();
  await checkPage(page, "school-cases-none");
  await page.context().close();
});

for (const width of ["desk", "phone"]) {
  test(`a case is approved and the next one opens (${width})`, async () => {
    const { page, token } = await atDesk("school01", { width });
    const [first] = await waiting(page, token);
    await rows(page);
    // On a phone the conditions are folded away.
    if (width === "phone") await page.getByRole("button", { name: "更多条件" }).click();
    await page.locator("select[name=review]").selectOption("waiting");
    await page.locator(`#case-${first.id}`).first().waitFor();
    await page.locator(`#case-${first.id}`).first().click();
    await page.locator(".desk-case .timeline").waitFor();
    await page.keyboard.press("a");
    await page.locator("dialog[open] .region").waitFor();
    await checkPageHere(page, `school-approve-${width}`);
    await page.keyboard.press("Escape");
    await page.locator("dialog .region").waitFor({ state: "detached" });
    await approve(page);
    await page.waitForURL((url) => url.pathname !== `/school/cases/${first.id}`);
    await page.locator(".desk-case .timeline").waitFor();
    assert.notEqual(new URL(page.url()).pathname, "/school/cases");

    // The agreement is made by a job; the page shows it by itself.
    await openCase(page, first.id);
    const download = page.getByRole("button", { name: "下载协议书" });
    await page.locator(".desk-case button:not(.closed)", { hasText: "下载协议书" }).waitFor({ timeout: 60_000 });
    const [file] = await Promise.all([page.waitForEvent("download"), download.click()]);
    assert.match(file.suggestedFilename(), /^1\d{15}\.pdf$/);
    assert.equal((await readFile(await file.path())).subarray(0, 5).toString(), "%PDF-");

    // 撤回审核: it waits again, under the same number.
    await page.getByRole("button", { name: "撤回审核" }).click();
    await page.locator("dialog[open] textarea").fill("材料需要补充");
    await checkPageHere(page, `school-withdraw-${width}`);
    await page.locator("dialog[open] button[type=submit]").click();
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    await page.locator(".desk-case .pill", { hasText: "等待签约审核" }).first().waitFor();
    assert.match(await page.locator(".desk-head").innerText(), /1\d{15}/);
    await page.context().close();
  });

  test(`a rejection needs a reason (${width})`, async () => {
    const { page, token } = await atDesk("school01", { width });
    const [, second] = await waiting(page, token);
    await openCase(page, second.id);
    await page.keyboard.press("r");
    const dialog = page.locator("dialog[open]");
    await dialog.locator("textarea").waitFor();
    assert.match(await dialog.innerText(), /存在欺诈、虚假签约、信息不实/);
    await dialog.locator("button[type=submit]").click();
    await dialog.locator(".faulty").waitFor();
    await checkPageHere(page, `school-reject-${width}`);
    await dialog.locator("textarea").fill("单位信息不实，已保留证据。");
    assert.match(await dialog.locator(".count").innerText(), /^13\/500$/);
    await dialog.locator("button[type=submit]").click();
    await dialog.waitFor({ state: "detached" });
    await openCase(page, second.id);
    assert.match(await page.locator(".desk-case").innerText(), /单位信息不实，已保留证据。/);
    assert.equal(await page.locator(".desk-bar .closed").count(), await page.locator(".desk-bar button").count());
    await page.context().close();
  });
}

test("somebody else was faster: the new state is told and the reason is kept", async () => {
  const { page, token } = await atDesk("school01");
  const [row] = await waiting(page, token);
  await openCase(page, row.id);
  await page.keyboard.press("r");
  const dialog = page.locator("dialog[open]");
  await dialog.locator("textarea").fill("这段话不能丢");
  const other = await callApi(page, "POST", `/agreements/${row.id}/reject`, {
    body: { reason: "另一位老师已处理" },
    token,
    headers: { "idempotency-key": crypto.randomUUID() },
  });
  assert.equal(other.status, 200, JSON.stringify(other.body));
  await expectingRefusal(page, async () => {
    await dialog.locator("button[type=submit]").click();
    await dialog.locator(".notice.wait", { hasText: "签约审核不通过" }).waitFor();
  });
  assert.equal(await dialog.locator("textarea").inputValue(), "这段话不能丢");
  await checkPageHere(page, "school-late");
  await page.context().close();
});

test("the export holds exactly what the filter shows", async () => {
  const { page } = await atDesk("school01");
  await rows(page);
  await relisting(page, () => page.locator("select[name=review]").selectOption("approved"));
  const [request, file] = await Promise.all([
    page.waitForRequest((request) => request.url().endsWith("/cases/export")),
    page.waitForEvent("download"),
    page.locator("h1").click().then(() => page.keyboard.press("e")),
  ]);
  assert.deepEqual(request.postDataJSON().filter.review, ["approved"]);
  assert.match(file.suggestedFilename(), /^签约管理-\d{4}-\d\d-\d\d\.xlsx$/);
  assert.equal((await readFile(await file.path())).subarray(0, 2).toString(), "PK");
  await page.context().close();
});

test("single keys can be switched off", async () => {
  const { page } = await atDesk("school01");
  await rows(page);
  await page.keyboard.press("?");
  await page.locator("dialog[open] input[type=checkbox]").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  assert.equal(await page.evaluate(() => document.activeElement.id.startsWith("case-")), false);
  await page.context().close();
});

test("a college sees its own students only", async () => {
  const { page } = await atDesk("college01", { path: "/school" });
  await page.locator(".tiles").waitFor();
  const sight = await page.locator(".lead").innerText();
  await checkPage(page, "college-home");
  await page.goto(`${server.url}/school/cases`);
  const shown = await rows(page);
  assert.ok(shown.every((row) => sight.includes(row["学院"])));
  await page.context().close();
});
