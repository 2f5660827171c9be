//! Every part of the kit on one page (`/_ui`, development builds only), so that a change of style
//! is looked at everywhere at once. Its words are samples and are not translated.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::{
    bind,
    ui::{form::focus, *},
};

#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
struct Sample {
    name: String,
    category: String,
    industry: String,
    region: String,
    pay: String,
    days: String,
    report_by: String,
    reason: String,
    archive: String,
    password: String,
    agreed: bool,
}

#[derive(Clone, PartialEq)]
struct Row {
    id: u32,
    name: String,
    college: String,
    tone: Tone,
}

fn rows(count: u32) -> Vec<Row> {
    let tones = [Tone::Wait, Tone::Good, Tone::Bad, Tone::Plain];
    (0..count)
        .zip(tones.into_iter().cycle())
        .map(|(id, tone)| Row {
            id,
            name: if id == 1 {
                "阿卜杜热合曼·买买提艾力·努尔麦麦提".into()
            } else {
                format!("学生{:02}", id + 1)
            },
            college: "计算机科学与技术学院".into(),
            tone,
        })
        .collect()
}

fn regions() -> Vec<Region> {
    let region = |code: &str, name: &str, parts| Region {
        code: code.into(),
        name: name.into(),
        parts,
    };
    vec![
        region(
            "110000",
            "北京市",
            vec![region(
                "110100",
                "市辖区",
                vec![region("110105", "朝阳区", vec![])],
            )],
        ),
        region(
            "440000",
            "广东省",
            vec![region(
                "440300",
                "深圳市",
                vec![
                    region("440305", "南山区", vec![]),
                    region("440306", "宝安区", vec![]),
                ],
            )],
        ),
    ]
}

fn nav() -> Vec<NavItem> {
    vec![
        NavItem::new("/_ui", "首页", Glyph::Home).exact(),
        NavItem::new("/_ui/offers", "电子签约", Glyph::Send),
        NavItem::new("/_ui/termination", "解约办理", Glyph::Undo),
        NavItem::new("/_ui/account", "账号与安全", Glyph::Settings),
    ]
}

/// The page.
#[component]
pub fn Gallery() -> impl IntoView {
    let role = RwSignal::new(Accent::Student);
    move || {
        view! {
            <Shell accent=role.get() nav=nav() name="示例大学 · 计算机科学与技术学院">
                <Page
                    title="组件总览"
                    lead="每个部件一处，改样式时一起看。"
                    crumbs=vec![Crumb::new("/", "首页")]
                    tools=ViewFn::from(move || {
                        [Accent::Student, Accent::Employer, Accent::School, Accent::Platform]
                            .map(|next| {
                                view! { <Button label=next.key() kind=Kind::Quiet on_click=move |_| role.set(next) /> }
                            })
                            .into_iter()
                            .collect_view()
                    })
                >
                    <Home />
                    <Buttons />
                    <Lists />
                    <Fields />
                    <Cases />
                    <States />
                </Page>
            </Shell>
        }
    }
}

#[component]
fn Home() -> impl IntoView {
    view! {
        <Tiles>
            <Tile label="邀约待办" count=Signal::derive(|| 3) href="/_ui" note="最近截止 2026-11-25" mine=true />
            <Tile label="解约待办" count=Signal::derive(|| 0) href="/_ui" note="没有需要您处理的解约" mine=true />
            <Tile label="等待对方" count=Signal::derive(|| 12) href="/_ui" note="学生 9 · 学校 3" />
        </Tiles>
    }
}

#[component]
fn Buttons() -> impl IntoView {
    let busy = RwSignal::new(false);
    let (open, confirm) = (RwSignal::new(false), RwSignal::new(false));
    let closed = Gate {
        open: false,
        reason: "您已与示例科技有限公司签约，解约前不能应约其他单位。".into(),
        who: "您本人、示例科技有限公司".into(),
        link: Some("/_ui".into()),
    };
    view! {
        <Section title="按钮与对话框">
            <Toolbar label="按钮">
                <Button label="同意签约" kind=Kind::Primary on_click=move |_| confirm.set(true) />
                <Button label="预览邀请函" icon=Glyph::File on_click=move |_| open.set(true) />
                <Button label="拒绝" kind=Kind::Danger on_click=|_| toast_bad("网络中断，没有发送") />
                <Button label="导出" kind=Kind::Quiet icon=Glyph::Download on_click=|_| toast("已导出 20 条") />
                <Button label="提交" busy on_click=move |_| busy.set(true) />
                <Button label="不可用" disabled=Signal::derive(|| true) />
                <LinkButton label="查看详情" href=Signal::derive(|| "/_ui".to_owned()) />
                <GateButton gate=Signal::stored(closed) label="同意" on_click=|_| () />
            </Toolbar>
        </Section>
        <Dialog open title="预览邀请函" wide=true>
            <Letter />
        </Dialog>
        <Confirm
            open=confirm
            title="确认签约"
            effects=Signal::stored(
                vec![
                    "签约后，您不能再应约其他单位，其他邀约变为只读。".into(),
                    "示例科技有限公司和您的学校会收到通知。".into(),
                    "学校审核前，如需更改请联系单位修改；审核后只能解约。".into(),
                ],
            )
            promise="我已阅读并同意邀请函第 2 版的全部条款"
            yes="现在签约"
            no="我再想想"
            on_yes=move |()| confirm.set(false)
        />
    }
}

#[component]
fn Lists() -> impl IntoView {
    let sort = RwSignal::new(Sort {
        key: "name".into(),
        down: false,
    });
    let selected = RwSignal::new(BTreeSet::new());
    let page = RwSignal::new(2_u64);
    let text = RwSignal::new(String::new());
    let chips = Signal::derive(|| {
        vec![Chip {
            label: "状态：待应约".into(),
            remove: Callback::new(|()| ()),
        }]
    });
    let tabs = RwSignal::new("wait".to_owned());
    view! {
        <Section title="列表" tools=ViewFn::from(|| view! { <Button label="导出列表" icon=Glyph::Download /> })>
            <Tabs
                label="分类"
                chosen=tabs
                tabs=vec![
                    Tab { key: "wait", label: "待应约".into(), count: Some(Signal::stored(12)) },
                    Tab::new("done", "已应约"),
                    Tab::new("over", "已拒绝/已过期"),
                ]
            >
                <FilterBar on_search=|()| () chips on_clear=|()| ()>
                    <TextField name="q" label="姓名" value=text />
                    <SelectField
                        name="state"
                        label="状态"
                        value=text
                        choices=Signal::derive(|| vec![Choice::new("a", "待应约"), Choice::new("b", "已签约")])
                    />
                </FilterBar>
                <DataTable
                    caption="邀约列表"
                    rows=Signal::derive(|| rows(5))
                    key=|row: &Row| row.id.to_string()
                    name=|row: &Row| row.name.clone()
                    fixed=|row: &Row| row.id == 3
                    sort=sort
                    selected
                    columns=vec![
                        Column::new("姓名", |row: &Row| row.name.clone()).sorted("name").title(),
                        Column::new("协议书编号", |_: &Row| "1202610697200002").fixed().sorted("number"),
                        Column::new("学院", |row: &Row| row.college.clone()),
                        Column::new("转正起薪", |_: &Row| format::money(1_250_000)).number(),
                        Column::new("邀请日期", |_: &Row| "2026-11-23 14:05").fixed().sorted("at"),
                        Column::new("状态", |row: &Row| {
                            let label = match row.tone {
                                Tone::Good => "已签约",
                                Tone::Wait => "待应约",
                                Tone::Bad => "已拒绝",
                                Tone::Plain => "已过期",
                            };
                            view! { <Pill label tone=row.tone /> }
                        }),
                        Column::new("操作", |row: &Row| {
                            view! {
                                <LinkButton
                                    label="查看"
                                    kind=Kind::Quiet
                                    href=Signal::derive(|| "/_ui".to_owned())
                                    about=row.name.clone()
                                />
                            }
                        })
                            .actions(),
                    ]
                />
                <Pager page pages=Signal::stored(9) total=Signal::stored(Some(176)) />
            </Tabs>
        </Section>
    }
}

#[component]
fn Fields() -> impl IntoView {
    let draft = use_draft("gallery", Sample::default());
    let form = draft.value;
    let faults = Faults::new();
    let choices = Signal::derive(|| {
        vec![
            Choice::new("10", "机关（党政机关）"),
            Choice::new("31", "国有企业"),
            Choice::new("39", "其他企业"),
        ]
    });
    let send = move |()| {
        faults.set(vec![
            Fault {
                field: "name".into(),
                message: "请填写拟聘用职位".into(),
            },
            Fault {
                field: "days".into(),
                message: "反馈有效期为 1 至 30 天".into(),
            },
            Fault {
                field: "agreed".into(),
                message: "请先勾选".into(),
            },
            Fault {
                field: String::new(),
                message: "单位的签约信息还没有确认".into(),
            },
        ]);
    };
    view! {
        <Section title="表单" lead="标签在上，提示、输入、错误依次在下。">
            <Form faults on_submit=send label="样例">
                <TextField name="name" label="拟聘用职位" value=bind!(form, name) required=true hint="与劳动合同一致" />
                <SelectField name="category" label="单位性质" value=bind!(form, category) choices required=true />
                <ComboField name="industry" label="单位行业" value=bind!(form, industry) choices required=true />
                <RegionField
                    name="region"
                    label="实际工作地点"
                    value=bind!(form, region)
                    regions=Signal::derive(regions)
                    required=true
                />
                <MoneyField name="pay" label="转正起薪" value=bind!(form, pay) unit="元/月" required=true />
                <NumberField name="days" label="反馈有效期" value=bind!(form, days) unit="天" hint="1 至 30 天" required=true />
                <DateField name="report_by" label="报到期限" value=bind!(form, report_by) />
                <RadioField
                    name="archive"
                    label="档案接收"
                    value=bind!(form, archive)
                    choices=Signal::derive(|| vec![Choice::new("yes", "单位接收"), Choice::new("no", "单位不接收")])
                />
                <TextArea name="reason" label="备注" value=bind!(form, reason) max=200 />
                <PasswordField name="password" label="密码" value=bind!(form, password) />
                <FileDrop
                    name="file"
                    label="拟签约名单"
                    hint=".xlsx 或 .csv，最大 5 MB"
                    accept=".xlsx,.csv"
                    max=5 * 1024 * 1024
                    on_file=|_| toast("已选择")
                    progress=Signal::stored(Some(40))
                />
                <CheckField name="agreed" label="我已阅读签约须知" value=bind!(form, agreed) />
                <FormActions>
                    <Button label="确认发送" kind=Kind::Primary submit=true />
                    <Button label="到第一项" on_click=|_| focus("f-name") />
                </FormActions>
            </Form>
        </Section>
    }
}

#[component]
fn Letter() -> impl IntoView {
    let mut terms = vec![
        Term::new("工作职位类别", "工程技术人员"),
        Term::new("拟聘用职位", "后端开发工程师"),
        Term::new("试用期", "90 天"),
        Term::new("试用起薪", "¥10,000/月"),
        Term::new("转正起薪", "¥12,500/月"),
        Term::new("报到地点", ""),
    ];
    if let Some(pay) = terms.get_mut(4) {
        pay.changed = true;
    }
    view! {
        <Sheet title="签约邀请函" subtitle="第 2 版 · 2026-11-23">
            <p>"示例科技有限公司诚邀您签订《全国普通高等学校毕业生就业协议书》，约定如下："</p>
            <TermList terms=Signal::stored(terms) />
        </Sheet>
    }
}

#[component]
fn Cases() -> impl IntoView {
    let step = |label: &'static str, state, note: &'static str| Step {
        label: label.into(),
        state,
        note: note.into(),
    };
    let steps = vec![
        step("单位发起签约", StepState::Done, "2026-11-20 09:30"),
        step("学生处理", StepState::Now, "等待学生 · 截止 2026-11-25"),
        step("院校审核", StepState::Ahead, ""),
    ];
    let event = |at: &str, action: &'static str, remark: &str, tone| Event {
        at: at.into(),
        who: "示例科技有限公司".into(),
        action: action.into(),
        remark: remark.into(),
        tone,
    };
    let events = vec![
        event("2026-11-20 09:30", "发送签约邀请", "", Tone::Plain),
        event("2026-11-21 10:02", "同意签约", "", Tone::Good),
        event(
            "2026-11-22 16:40",
            "签约审核不通过",
            "单位所在地与营业执照不符，请核对后重新邀约。",
            Tone::Bad,
        ),
    ];
    let change = |label: &'static str, old: &str, new: &str| Change {
        label: label.into(),
        old: old.into(),
        new: new.into(),
    };
    let changes = vec![
        change("转正起薪", "¥12,000/月", "¥12,500/月"),
        change("报到地点", "", "深圳市南山区科技园"),
        change("试用期", "90 天", "90 天"),
    ];
    view! {
        <Section title="事项">
            <Stepper steps=Signal::stored(steps) />
            <Facts facts=Signal::stored(
                vec![
                    Term::new("单位名称", "示例科技有限公司"),
                    Term::new("统一社会信用代码", "91350100M000100Y43"),
                    Term::new("所属行业", "信息传输、软件和信息技术服务业"),
                    Term::new("通讯地址", ""),
                ],
            ) />
            <TermsDiff changes=Signal::stored(changes) />
            <Timeline events=Signal::stored(events) />
            <Letter />
        </Section>
    }
}

#[component]
fn States() -> impl IntoView {
    let trouble = Trouble {
        title: "暂时无法连接服务器".into(),
        detail: "请检查网络后重试；已填写的内容不会丢失。".into(),
        trace: "0192f0c1".into(),
        again: true,
    };
    view! {
        <Section title="空、忙、错">
            <Skeleton />
            <Empty title="还没有邀约" text="单位发来的签约邀请会出现在这里。">
                <LinkButton label="查看签约须知" href=Signal::derive(|| "/_ui".to_owned()) />
            </Empty>
            <ErrorState trouble on_retry=|()| () />
        </Section>
    }
}
