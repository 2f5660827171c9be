// The employer's path: confirm, search, import, write, preview, send; amend, withdraw, propose, export.
import assert from "node:assert/strict";
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

/// An employer in front of a page.
async function employer(login, { path = "/employer", ...options } = {}) {
  const page = await openPage(browser, options);
  const token = await logIn(page, server.url, login, path);
  await page.locator("h1").waitFor();
  return { page, token };
}

const dialog = (page) => page.locator("dialog[open]");
const field = (page, name) => page.locator(`[name="${name}"]`);

/// Who a student of the demo world is: name, school and the phone on record.
async function student(login) {
  const page = await openPage(browser);
  await page.goto(`${server.url}/healthz`);
  const body = { portal: "student", login, password: "Sanfang-2026" };
  const reply = await callApi(page, "POST", "/auth/login", { body });
  await page.context().close();
  const { display_name: name, school_name: school } = reply.body.account;
  return { name, school, phone: `1990000${login.replace("student", "").padStart(4, "0")}` };
}

/// Fills in the exact search.
async function search(page, { name, school, phone }) {
  await field(page, "school_id").fill(school);
  await field(page, "school_id").press("Enter");
  const years = field(page, "graduation_year");
  await years.locator("option").nth(1).waitFor({ state: "attached" });
  await years.selectOption({ index: 1 });
  await field(page, "name").fill(name);
  await field(page, "id_number_or_phone").fill(phone);
  await field(page, "id_number_or_phone").press("Enter");
}

/// Fills in a letter with nothing left to complain about.
async function fillLetter(page, pay = "12,500") {
  await field(page, "terms/position_category").fill("13");
  await field(page, "terms/position_category").press("Enter");
  for (const [name, value] of [
    ["position", "后端开发工程师"],
    ["trial_days", "90"],
    ["trial_salary", "11000"],
    ["regular_salary", pay],
    ["penalty", "0"],
    ["work_address", "光谷大道 1 号"],
    ["report_by", "2027/7/1"],
    ["contact", "梁女士"],
    ["contact_phone", "027-87650001"],
  ]) {
    await field(page, `terms/${name}`).fill(value);
  }
  const places = page.locator(".region").first().locator("select");
  await places.nth(0).selectOption("420000");
  await places.nth(1).selectOption("420100");
  await places.nth(2).selectOption("420111");
}

test("a first log-in confirms the signing information", async () => {
  const { page } = await employer("employer12");
  await page.waitForURL(/signing-information/);
  await field(page, "nature").waitFor();
  await checkPage(page, "employer-signing");
  // Whatever is asked for is named at once, in its field and above.
  await field(page, "nature").selectOption({ index: 0 });
  await expectingRefusal(page, async () => {
    await page.locator("form button[type=submit]").click();
    await page.locator("form .notice.bad a").first().waitFor();
  });
  await checkPageHere(page, "employer-signing-faults");
  await field(page, "nature").selectOption({ index: 3 });
  const places = page.locator(".region select");
  for (const level of [0, 1, 2]) await places.nth(level).selectOption({ index: 1 });
  for (const name of ["transfer/archive_receipt", "transfer/hukou_receipt"]) {
    await field(page, name).selectOption("0");
  }
  await page.locator("form button[type=submit]").click();
  await page.waitForURL(`${server.url}/employer`);
  await checkPage(page, "employer-first-home");
  await page.context().close();
});

for (const [width, language] of [["desk", "zh-CN"], ["phone", "en"]]) {
  test(`students are found, written to and sent one letter (${width}, ${language})`, async () => {
    const login = width === "desk" ? "employer03" : "employer04";
    const { page } = await employer(login, { path: "/employer/send", width, language });
    if (language === "en") await page.evaluate(() => localStorage.setItem("sanfang.lang", "en"));
    await page.reload();
    const people = await Promise.all(["student31", "student33"].map(student));
    for (const person of people) {
      await search(page, person);
      await page.locator("#found .notice button").click();
      await page.locator(".toast").first().waitFor();
      await page.locator("#found .notice").waitFor({ state: "detached" });
    }
    await page.locator("tbody tr").first().waitFor();
    await checkPage(page, `employer-send-${language}`);
    for (const { name } of people) {
      await page.locator("tbody tr", { hasText: name }).locator("input[type=checkbox]").check();
    }
    await page.locator(".toolbar .button").first().click();
    await page.waitForURL(/letter/);
    await field(page, "terms/position").waitFor();
    await page.locator("form button[type=submit]").click();
    await page.locator("form .notice.bad a").first().waitFor();
    await checkPage(page, `employer-letter-faults-${language}`);
    await fillLetter(page);
    // A reload right after the last key loses nothing.
    await page.reload();
    await field(page, "terms/position").waitFor();
    assert.equal(await field(page, "terms/contact_phone").inputValue(), "027-87650001");
    await page.locator("form button[type=submit]").click();
    await page.locator(".sheet").waitFor();
    await checkPage(page, `employer-preview-${language}`);
    await page.locator(".bottom-bar button").first().click();
    await dialog(page).waitFor();
    await checkPageHere(page, `employer-confirm-${language}-${width}`);
    const sent = [];
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith("/api/v1/offers")) sent.push(request);
    });
    await dialog(page).locator("button[type=submit]").dblclick();
    await page.locator(".notice.good").waitFor();
    assert.equal(sent.length, 1, "a double click is one act");
    assert.ok(sent[0].headers()["idempotency-key"]);
    await checkPage(page, `employer-sent-${language}`);
    await page.context().close();
  });
}

test("a miss is neutral, and a list is imported with a result per row", async () => {
  const { page } = await employer("employer05", { path: "/employer/send" });
  const person = await student("student33");
  await search(page, { ...person, phone: "19999999999" });
  await page.locator("#found .empty").waitFor();
  await checkPage(page, "employer-nobody");
  await page.locator(".section-head .button").first().click();
  await dialog(page).waitFor();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    dialog(page).locator(".row .button").first().click(),
  ]);
  assert.match(file.suggestedFilename(), /\.xlsx$/);
  const rows = [
    "毕业学校,毕业年度,学生姓名,学生身份证号",
    `${person.school},2027,${person.name},420111200501010010`,
    "没有的大学,2027,某某,11010519491231002X",
    `${person.school},,,`,
  ];
  await dialog(page).locator("input[type=file]").setInputFiles({
    name: "名单.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`\uFEFF${rows.join("\n")}\n`),
  });
  await dialog(page).locator("tbody tr").first().waitFor();
  assert.equal(await dialog(page).locator("tbody tr").count(), 3);
  assert.equal(await dialog(page).locator("tbody .pill.bad").count(), 3);
  await checkPageHere(page, "employer-import");
  await page.context().close();
});

/// The first case of the employer with this answer and review.
async function caseOf(page, token, response, review) {
  const filter = { response: [response], ...(review ? { review: [review] } : {}) };
  const body = { filter, paging: { limit: 20 } };
  const reply = await callApi(page, "POST", "/cases/search", { body, token });
  assert.equal(reply.status, 200);
  return reply.body.items[0];
}

test("an offer is amended, then withdrawn", async () => {
  const { page, token } = await employer("employer01", { path: "/employer/cases?tab=offered" });
  await page.locator("tbody tr").first().waitFor();
  await checkPage(page, "employer-cases");
  const { id } = await caseOf(page, token, "offered");
  await page.goto(`${server.url}/employer/cases/${id}`);
  await page.locator(".stepper").waitFor();
  await checkPage(page, "employer-case");
  await page.goto(`${server.url}/employer/cases/${id}/amend`);
  await field(page, "terms/regular_salary").fill("23456.50");
  await page.locator("form button[type=submit]").click();
  await dialog(page).locator("ins", { hasText: "¥23,456.50" }).waitFor();
  await checkPageHere(page, "employer-amend");
  await dialog(page).locator("button[type=submit]").click();
  await page.waitForURL(`${server.url}/employer/cases/${id}`);
  await page.locator(".terms .changed", { hasText: "¥23,456.50" }).waitFor();
  await page.locator(".toolbar .button.danger").click();
  await dialog(page).locator("button[type=submit]").click();
  await page.locator(".stepper .failed").waitFor();
  await checkPage(page, "employer-withdrawn");
  // What is closed now says why, to the keyboard too.
  const closed = page.locator(".gate button").first();
  await closed.focus();
  assert.ok((await page.locator(".gate-why").first().innerText()).trim().length > 5);
  await page.context().close();
});

test("an amendment of what was signed waits for the student", async () => {
  const { page, token } = await employer("employer01", { path: "/employer/cases?tab=accepted" });
  await page.locator("tbody tr").first().waitFor();
  const { id } = await caseOf(page, token, "accepted", "waiting");
  await page.goto(`${server.url}/employer/cases/${id}/amend`);
  await field(page, "terms/position").waitFor();
  await page.locator("form button[type=submit]").click();
  await page.locator("form .notice.bad").waitFor();
  await field(page, "terms/position").fill("高级工程师");
  await page.locator("form button[type=submit]").click();
  await dialog(page).locator("button[type=submit]").click();
  await page.waitForURL(`${server.url}/employer/cases/${id}`);
  await page.locator("ins", { hasText: "高级工程师" }).waitFor();
  await checkPage(page, "employer-proposed");
  await page.context().close();
});

test("the list is filtered, sorted and exported", async () => {
  const { page } = await employer("employer01", { path: "/employer/cases?tab=accepted" });
  await page.locator("tbody tr").first().waitFor();
  await page.locator("th button.sort").first().click();
  await page.waitForURL(/sort=name/);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(".page-head .button").click(),
  ]);
  assert.match(file.suggestedFilename(), /\.xlsx$/);
  await field(page, "name").fill("不存在的人");
  await field(page, "name").press("Enter");
  await page.locator(".empty").waitFor();
  assert.ok(!page.url().includes(encodeURIComponent("不存在的人")), "no name in the address");
  await checkPage(page, "employer-cases-none");
  await page.locator(".chip").click();
  await page.locator("tbody tr").first().waitFor();
  await page.context().close();
});

test("what the organisation is on record with can be read", async () => {
  const { page } = await employer("employer01", { path: "/employer/profile" });
  await page.locator(".facts").nth(1).waitFor();
  await checkPage(page, "employer-profile");
  await page.context().close();
});
