import type { Anonymity, ReportChannel } from '../report.contract.ts';

/** Through what something was said. */
export const channelName = {
  form: { zh: '表单', en: 'Form' },
  phone: { zh: '电话', en: 'Telephone' },
  counter: { zh: '窗口', en: 'Counter' },
  proxy: { zh: '代报', en: 'On behalf' },
  wechat: { zh: '微信群', en: 'WeChat group' },
  qq: { zh: 'QQ群', en: 'QQ group' },
  box: { zh: '意见箱', en: 'Suggestion box' },
  board: { zh: '征集板', en: 'Project board' },
  round: { zh: '扫楼', en: 'House visit' },
  session: { zh: '三方议', en: 'Three-party session' },
  import: { zh: '导入', en: 'Import' },
} satisfies Record<ReportChannel, { zh: string; en: string }>;

/** Who may know who said it, as the reporter chose. */
export const anonymityName = {
  'public-name': { zh: '可以公开称呼', en: 'May be named' },
  'community-only': { zh: '只给社区和办理人看', en: 'Community and handler only' },
  'hidden-from-handler': { zh: '不让办理人知道', en: 'Hidden from the handler' },
  anonymous: { zh: '完全匿名', en: 'Fully anonymous' },
} satisfies Record<Anonymity, { zh: string; en: string }>;
