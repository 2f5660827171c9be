//! Titles and details of the wire's own codes, in both languages. Rules of the domain bring their own text.

use crate::problem::Code;
use sanfang_contract::problem::codes;
use sanfang_domain::{Lang, reason::Reason};

/// What people read about a code.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    title: (&'static str, &'static str),
    detail: (&'static str, &'static str),
}

impl Text {
    /// Short, the same for every occurrence.
    pub fn title(&self, lang: Lang) -> &'static str {
        lang.pick(self.title.0, self.title.1)
    }

    /// What to do about it.
    pub fn detail(&self, lang: Lang) -> &'static str {
        lang.pick(self.detail.0, self.detail.1)
    }
}

macro_rules! texts {
    ($($code:ident ($zt:literal, $zd:literal) ($et:literal, $ed:literal);)*) => {
        fn wire(code: &str) -> Option<Text> {
            match code {
                $(codes::$code => Some(Text { title: ($zt, $et), detail: ($zd, $ed) }),)*
                _ => None,
            }
        }
    };
}

texts! {
    VALIDATION
        ("填写内容有误", "请按各项提示修改后重新提交。")
        ("The input has faults", "Correct every field that is named and send it again.");
    MALFORMED
        ("请求格式不正确", "请求不是接口文档所要求的格式。")
        ("The request is malformed", "The request does not have the shape that the API document asks for.");
    UNAUTHENTICATED
        ("尚未登录", "请先登录。")
        ("Not logged in", "Log in first.");
    TOKEN_EXPIRED
        ("登录已过期", "请刷新登录后重试；已填写的内容不会丢失。")
        ("The log-in has expired", "Refresh the access token and try again; what was typed is kept.");
    CREDENTIALS
        ("登录失败", "账号或密码不正确，或该账号不能从所选入口登录。")
        ("Log-in failed", "The log-in name or the password is wrong, or the account belongs to another tab.");
    FORBIDDEN
        ("无权操作", "当前角色不能执行此操作。")
        ("Not permitted", "Your role may not do this.");
    NOT_FOUND
        ("未找到", "所请求的内容不存在，或不在可查看的范围内。")
        ("Not found", "What was asked for does not exist or is not in your sight.");
    METHOD
        ("不支持的请求方法", "该地址不支持此方法，请查看 Allow 头。")
        ("Method not allowed", "This address does not know the method; see the Allow header.");
    CONFLICT
        ("内容已被他人修改", "请重新读取最新内容后再操作。")
        ("Changed by somebody else", "Read the current state and try again.");
    IDEMPOTENCY_IN_FLIGHT
        ("相同的请求正在处理", "同一个 Idempotency-Key 的请求尚未完成，请稍后重试。")
        ("The same request is in flight", "A request with this Idempotency-Key is not finished; try again shortly.");
    IDEMPOTENCY_REUSED
        ("Idempotency-Key 重复使用", "该 Idempotency-Key 已用于内容不同的请求，请换用新的值。")
        ("Idempotency-Key used twice", "This Idempotency-Key belongs to a request with other content; use a new one.");
    IDEMPOTENCY_MISSING
        ("缺少 Idempotency-Key", "此操作要求带 Idempotency-Key 头（1 到 255 个可见字符）。")
        ("Idempotency-Key is missing", "This operation needs an Idempotency-Key header of 1 to 255 visible characters.");
    PRECONDITION
        ("内容已被修改", "If-Match 与当前版本不一致，请重新读取后再保存。")
        ("Precondition failed", "If-Match names an older version; read the current one and save again.");
    PRECONDITION_REQUIRED
        ("缺少 If-Match", "保存时须带上读取时得到的 ETag（If-Match 头）。")
        ("If-Match is required", "Send the ETag that you read as If-Match.");
    TIMEOUT
        ("请求超时", "请求内容未能在规定时间内送达，请重试。")
        ("Request timeout", "The request body did not arrive in time; try again.");
    TOO_LARGE
        ("内容过大", "请求内容或文件超过允许的大小。")
        ("Too large", "The body or the file is larger than allowed.");
    MEDIA_TYPE
        ("不支持的内容类型", "请使用接口文档中说明的 Content-Type。")
        ("Unsupported media type", "Use the Content-Type that the API document names.");
    RATE_LIMITED
        ("操作过于频繁", "请在 Retry-After 头所示的时间之后再试。")
        ("Too many requests", "Wait for the time in the Retry-After header and try again.");
    INTERNAL
        ("系统内部错误", "系统出错，请带上请求编号与管理员联系。")
        ("Internal error", "The fault is ours; quote the request id to the operator.");
    UNAVAILABLE
        ("服务暂不可用", "系统繁忙，请稍后重试。")
        ("Temporarily unavailable", "The system is busy; try again shortly.");
    SPREADSHEET
        ("无法读取表格文件", "请使用下载的模板，另存为 .xlsx 后重新上传。")
        ("The spreadsheet was refused", "Use the template and upload it again as .xlsx.");
    SMS_CODE
        ("验证码不正确", "短信验证码不正确或已过期，请重新获取。")
        ("Wrong SMS code", "The SMS code is wrong or too old; ask for another one.");
    RESET_TOKEN
        ("重置链接无效", "链接不正确、已使用或已过期，请重新申请。")
        ("The reset link is not valid", "The link is wrong, used or too old; ask for another one.");
}

/// The text of a code.
pub fn of(code: Code) -> Text {
    match code {
        Code::Rule(reason) => rule(reason),
        Code::Wire(code) => wire(code).unwrap_or(UNNAMED),
    }
}

/// The text of a code as it stands in `type`, for the page behind that address.
pub fn find(code: &str) -> Option<Text> {
    wire(code).or_else(|| {
        let reason = Reason::ALL.iter().find(|reason| reason.code() == code)?;
        Some(rule(*reason))
    })
}

const UNNAMED: Text = Text {
    title: ("请求未完成", "The request failed"),
    detail: ("请稍后重试。", "Try again later."),
};

fn rule(reason: Reason) -> Text {
    Text {
        title: ("当前不能办理", "Not possible now"),
        detail: (reason.text(Lang::ZhCn), reason.text(Lang::En)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_wire_has_a_text() {
        let missing: Vec<_> = codes::ALL.iter().filter(|c| wire(c).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
