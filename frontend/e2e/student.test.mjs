// The student's path: verify, read, accept or decline, answer an amendment, fetch the agreement.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
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

/// A student in front of a page.
async function student(login, { path = "/student", ...options } = {}) {
  const page = await openPage(browser, options);
  const token = await logIn(page, server.url, login, path);
  await page.locator("h1").waitFor();
  return { page, token };
}

/// Somebody else, who only calls the API.
async function other(login) {
  const page = await openPage(browser);
  const token = await logIn(page, server.url, login, "/healthz");
  return {
    async call(method, path, body) {
      const reply = await callApi(page, method, path, { body, token, headers: { "idempotency-key": randomUUID() } });
      assert.equal(reply.status, 200, `${login} ${method} ${path}: ${JSON.stringify(reply.body)}`);
      return reply.body;
    },
    close: () => page.context().close(),
  };
}

/// The student's cases with this 应约状态, by the API.
async function cases(page, token, response) {
  const body = { filter: { response: [response] }, paging: { limit: 50 } };
  const reply = await callApi(page, "POST", "/cases/search", { body, token });
  assert.equal(reply.status, 200);
  return reply.body.items;
}

const dialog = (page) => page.locator("dialog[open]");
const button = (place, name) => place.getByRole("button", { name, exact: true });

/// The newest code that went to a phone, as the operator reads it in the outbox.
async function newestCode() {
  const operator = await other("platform01");
  const { items } = await operator.call("GET", "/platform/messages?limit=50");
  await operator.close();
  const codes = items.filter(({ channel }) => channel === "sms").map(({ body }) => body.match(/\d{6}/)?.[0]);
  return codes.find(Boolean);
}

test("a first log-in asks for e-mail, address and the code of a text message", async () => {
  const { page } = await student("student12", { width: "phone" });
  await page.waitForURL("**/student/verification");
  await page.getByText("请联系学校就业部门的老师修改").waitFor();
  await checkPage(page, "student-verification");

  // Whoever cannot verify now may read, and is told why nothing can be answered.
  await button(page, "以后再说").click();
  await page.waitForURL("**/student");
  await page.getByText("完成首次登录信息验证").first().waitFor();
  await page.goto(`${server.url}/student/offers`);
  await page.getByRole("link", { name: /查看邀请函/ }).first().click();
  await page.getByText("现在不能应约").waitFor();
  await page.getByText("您还没有完成首次登录信息验证").first().waitFor();
  await checkPage(page, "student-letter-closed");

  await page.goto(`${server.url}/student/verification`);
  await page.getByLabel("邮箱").fill("not an address");
  await page.getByLabel("通讯地址").fill("湖北省武汉市洪山区珞喻路 1 号");
  await button(page, "发送验证码").click();
  const again = page.getByRole("button", { name: /\d+ 秒后可重新发送/ });
  await again.waitFor();
  assert.equal(await again.isDisabled(), true, "one code a minute");
  const code = await newestCode();
  await page.getByLabel("短信验证码").fill(code === "000000" ? "111111" : "000000");
  await expectingRefusal(page, async () => {
    await button(page, "完成验证").click();
    await page.locator(".faulty #f-email").waitFor();
  });
  await checkPageHere(page, "student-verification-faults");
  assert.match(await page.getByLabel("通讯地址").inputValue(), /珞喻路/, "nothing typed is lost");

  await page.getByLabel("邮箱").fill("me@example.com");
  await expectingRefusal(page, async () => {
    await button(page, "完成验证").click();
    await page.locator(".faulty #f-code").waitFor();
  });
  await page.getByLabel("短信验证码").fill(code);
  await button(page, "完成验证").click();
  await page.waitForURL("**/student");
  await page.getByText(/有 \d+ 份邀约待您答复/).waitFor();
  await page.context().close();
});

for (const [language, words] of [
  ["zh-CN", { todo: "现在要办", search: "查询", show: "查看全部" }],
  ["en", { todo: "What you need to do now", search: "Search", show: "Show all" }],
]) {
  test(`home and list show what waits, in ${language}`, async () => {
    const { page } = await student("student01", { language });
    await page.evaluate((tag) => localStorage.setItem("sanfang.lang", tag), language);
    await page.reload();
    const first = page.locator("main h2").first();
    await first.waitFor();
    assert.equal(await first.innerText(), words.todo, "what has to be done comes first");
    assert.match(await page.locator("main .section").first().innerText(), /\d{4}-\d{2}-\d{2}/, "with a date");
    await checkPage(page, `student-home-${language}`);

    await page.goto(`${server.url}/student/offers`);
    await page.locator("tbody tr").first().waitFor();
    const all = await page.locator("tbody tr").count();
    await checkPage(page, `student-offers-${language}`);
    await page.locator("select[name=status]").selectOption("expired");
    await page.waitForURL("**status=expired**");
    await page.locator(".chip").waitFor();
    await page.waitForFunction((before) => document.querySelectorAll("tbody tr").length < before, all);
    await page.locator("input[name=employer]").fill("没有这家单位");
    await button(page, words.search).click();
    await button(page, words.show).waitFor();
    await checkPage(page, `student-offers-none-${language}`);
    await button(page, words.show).click();
    await page.waitForFunction((before) => document.querySelectorAll("tbody tr").length === before, all);
    await page.context().close();
  });
}

test("an offer amended while it is read is shown old beside new before it can be accepted", async () => {
  const { page, token } = await student("student01");
  const offered = await cases(page, token, "offered");
  assert.ok(offered.length >= 3);
  const detail = async (id) => (await callApi(page, "GET", `/cases/${id}`, { token })).body;
  const details = await Promise.all(offered.map(({ id }) => detail(id)));
  const amended = details.find(({ terms }) => terms.version > 1);
  const id = amended.row.id;

  await page.goto(`${server.url}/student/offers/${id}`);
  await page.locator(".sheet").waitFor();
  await page.locator(".diff del").first().waitFor();
  await page.locator(".terms .changed").first().waitFor();
  await page.getByText("签约须知", { exact: true }).waitFor();
  await checkPage(page, "student-letter");

  const employer = await other("employer01");
  const { terms } = await employer.call("GET", `/cases/${id}`);
  const better = { ...terms.terms, regular_salary: terms.terms.regular_salary + 123_400 };
  await employer.call("POST", `/offers/${id}/amend`, { terms: better, response_days: 7 });
  await employer.close();

  await button(page, "同意").click();
  await dialog(page).getByText("签约成功后不能再与其他单位进行签约").waitFor();
  await button(dialog(page), "现在签约").click();
  await dialog(page).getByText("请先勾选").waitFor();
  await checkPage(page, "student-accept");
  await dialog(page).getByRole("checkbox").check();
  await expectingRefusal(page, async () => {
    await button(dialog(page), "现在签约").click();
    await page.getByText("邀请函刚刚被单位修改，您的答复没有发出").waitFor();
  });
  assert.equal(await dialog(page).count(), 0);
  await page.waitForFunction(() => document.activeElement?.id === "stale");
  const notice = await page.locator("#stale").boundingBox();
  assert.ok(notice.y >= 0 && notice.y < 800, "the comparison is in sight");
  assert.equal(new URL(page.url()).pathname, `/student/offers/${id}`, "the reader stays where they were");
  assert.equal(await page.locator(".diff tbody tr").count(), 1, "one term differs from what was in sight");
  await page.locator(".diff tbody th", { hasText: "转正起薪" }).waitFor();
  await checkPage(page, "student-letter-stale");

  await button(page, "同意").click();
  await dialog(page).getByRole("checkbox").check();
  await button(dialog(page), "现在签约").click();
  await page.waitForURL(`**/student/cases/${id}`);
  await page.getByText("等待签约审核").first().waitFor();
  await page.locator(".stepper li.now").waitFor();
  await checkPage(page, "student-case-waiting");

  const left = offered.find((row) => row.id !== id);
  await page.goto(`${server.url}/student/offers/${left.id}`);
  await page.getByText("只能查看，不能再应约").first().waitFor();
  await page.getByRole("link", { name: "查看当前签约" }).click();
  await page.waitForURL(`**/student/cases/${id}`);
  await page.context().close();
});

test("an offer is declined on a phone, with a reason, from the bar at the bottom", async () => {
  const { page, token } = await student("student05", { width: "phone" });
  const [offer] = await cases(page, token, "offered");
  await page.goto(`${server.url}/student/offers/${offer.id}`);
  await page.locator(".sheet").waitFor();
  const bar = await page.locator(".bottom-bar").boundingBox();
  assert.ok(bar.y + bar.height <= 740 + 1, "the answers are in reach without scrolling");
  await button(page, "拒绝").click();
  await dialog(page).getByLabel("拒绝原因").fill("工作地点离家较远。");
  await checkPageHere(page, "student-decline");
  await button(dialog(page), "我再想想").click();
  await button(page, "拒绝").click();
  assert.equal(await dialog(page).getByLabel("拒绝原因").inputValue(), "工作地点离家较远。");
  await button(dialog(page), "确认拒绝").click();
  await page.waitForURL("**/student/offers");
  await page.goto(`${server.url}/student/cases/${offer.id}`);
  await page.getByText("学生已拒绝").first().waitFor();
  await page.getByText("工作地点离家较远。").first().waitFor();
  await checkPage(page, "student-case-declined");
  await page.context().close();
});

test("an amendment after acceptance is compared and agreed to", async () => {
  const { page } = await student("student04", { width: "phone" });
  await page.getByRole("link", { name: "查看修改" }).click();
  await page.locator(".diff del").first().waitFor();
  await checkPage(page, "student-amendment");
  await button(page, "不同意").click();
  await dialog(page).getByText("原内容继续有效，您与单位的签约不受影响。").waitFor();
  await checkPageHere(page, "student-amendment-refuse");
  await button(dialog(page), "我再想想").click();
  await button(page, "同意修改").click();
  await dialog(page).getByRole("checkbox").check();
  await button(dialog(page), "同意修改").click();
  await page.locator(".diff").waitFor({ state: "detached" });
  await page.getByText("等待签约审核").first().waitFor();
  await page.context().close();
});

test("a sealed agreement is downloaded", async () => {
  const { page } = await student("student03");
  await page.getByRole("link", { name: "查看详情" }).first().click();
  // The demo's documents are made after its start; the page notices by itself.
  const fetchIt = button(page, "下载协议书");
  await fetchIt.and(page.locator("button:not([aria-disabled])")).waitFor({ timeout: 120_000 });
  await checkPage(page, "student-case-sealed");
  const [download] = await Promise.all([page.waitForEvent("download"), fetchIt.click()]);
  assert.match(download.suggestedFilename(), /\d{16}\.pdf$/);
  const bytes = await readFile(await download.path());
  assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
  await page.context().close();
});

test("a bound student reads other offers and is led to what binds", async () => {
  const { page, token } = await student("student02", { width: "phone" });
  await page.getByText("您和单位已签约，正在等待学校审核。").waitFor();
  await checkPage(page, "student-home-bound");
  const [offer] = await cases(page, token, "offered");
  await page.goto(`${server.url}/student/offers/${offer.id}`);
  await page.getByText("现在不能应约").waitFor();
  const closed = page.locator(".bottom-bar button[aria-disabled=true]");
  assert.equal(await closed.count(), 2);
  await closed.first().press("Enter");
  await page.locator(".gate-why.shown").waitFor();
  await checkPageHere(page, "student-letter-bound");
  await page.context().close();
});

test("every rule that closes signing is named with who can change it", async () => {
  for (const [login, rule] of [
    ["student09", "培养方式不是「非定向」"],
    ["student10", "生源信息尚未录入或尚未通过学校审核"],
    ["student11", "学校在签约开放列表中限制了签约"],
    ["student16", "就业方案已通过其他方式提交"],
  ]) {
    const { page } = await student(login);
    await page.getByText(rule).waitFor();
    await page.getByText("由学校就业部门处理").first().waitFor();
    await checkPageHere(page, `student-home-closed-${login}`);
    await page.context().close();
  }
});

test("own contact data changes, and never over somebody else's change", async () => {
  const { page, token } = await student("student06", { path: "/student/profile" });
  await page.getByLabel("邮箱").waitFor();
  await checkPage(page, "student-profile");
  const body = { email: "elsewhere@example.com", address: "湖北省武汉市武昌区中山路 1 号" };
  const reply = await callApi(page, "PUT", "/student/profile/contact", { token, body, headers: { "if-match": '"1"' } });
  assert.equal(reply.status, 200, JSON.stringify(reply.body));

  await page.getByLabel("邮箱").fill("mine@example.com");
  await expectingRefusal(page, async () => {
    await button(page, "保存").click();
    await page.getByText("资料刚刚在别处被修改").waitFor();
  });
  assert.equal(await page.getByLabel("邮箱").inputValue(), "mine@example.com", "nothing typed is lost");
  await button(page, "保存").click();
  await page.getByText("已保存").waitFor();
  await page.reload();
  await page.getByLabel("邮箱").waitFor();
  assert.equal(await page.getByLabel("邮箱").inputValue(), "mine@example.com");
  await page.context().close();
});

test("a page that does not answer says so and can be tried again", async () => {
  const { page } = await student("student07");
  await page.route("**/api/v1/cases/search", (route) => route.fulfill({ status: 503, body: "" }));
  await page.getByRole("link", { name: "电子签约", exact: true }).first().click();
  await page.getByRole("alert").waitFor();
  await page.unroute("**/api/v1/cases/search");
  page.faults.splice(0);
  await checkPageHere(page, "student-offers-error");
  await button(page, "重试").click();
  await page.locator("tbody tr").first().waitFor();
  await page.context().close();
});
