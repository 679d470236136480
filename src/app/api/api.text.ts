import { textWith } from '../../kernel/text.ts';

/** The words around the operations on the page that describes them to people. */
export const apiText = {
  title: { zh: '接口', en: 'The interface for programs' },
  intro: {
    zh: '这里的每个操作，网页上的按钮用的也是它：同样的规定，同样的回答。',
    en: 'Every button of the pages uses one of these operations: the same rules, the same answers.',
  },
  document: { zh: 'OpenAPI 3.1 文档', en: 'OpenAPI 3.1 document' },
  howTo: { zh: '怎么用', en: 'How to use it' },
  rules: [
    {
      zh: '每个社区的操作都在 /api/c/社区/ 之下，请求和回答都是 JSON；时刻按 RFC 3339 写，日子写成 2026-11-24。',
      en: 'The operations of a community stand below /api/c/<community>/ and speak JSON; instants are RFC 3339, days are written 2026-11-24.',
    },
    {
      zh: '登录后带上 __Host-sunshine_session 这个 cookie（本机 http 演示时叫 sunshine_session）；有私人链接的，用请求头 X-Report-Key 带上其中的钥匙。改动的请求还要从本站发出，或带 X-CSRF-Token；两样都没带的程序，只能做陌生人能做的事。',
      en: 'Who is signed in brings the cookie __Host-sunshine_session (sunshine_session on a demonstration’s plain http); who holds a private link brings its key as X-Report-Key. With a cookie, changes come from this site or bring X-CSRF-Token; a program with neither may do what a stranger may.',
    },
    {
      zh: '新建的操作带上 Idempotency-Key：断了线再发一次，也只办一次。',
      en: 'What creates something takes an Idempotency-Key: sent again after a broken line, it is still done once.',
    },
    {
      zh: '办不了的回答是 application/problem+json（RFC 9457），认 code，不认文字。不该知道的和没有的，回答一样。',
      en: 'A refusal is application/problem+json (RFC 9457): go by code, not by text. What is not for you and what does not exist are answered alike.',
    },
  ],
  contents: { zh: '全部操作', en: 'All operations' },
  whoMay: { zh: '谁可以', en: 'Who may' },
  everybody: {
    zh: '谁都可以；看到多少，看是谁在问。',
    en: 'Everybody; how much is answered depends on who asks.',
  },
  brings: { zh: '要带什么', en: 'What it takes' },
  nothing: { zh: '什么都不用带。', en: 'Nothing.' },
  field: { zh: '名称', en: 'Name' },
  where: { zh: '放在哪里', en: 'Where' },
  form: { zh: '写法', en: 'Form' },
  needed: { zh: '必填', en: 'needed' },
  places: {
    path: { zh: '地址', en: 'path' },
    query: { zh: '查询', en: 'query' },
    body: { zh: '正文', en: 'body' },
    file: { zh: '文件', en: 'file' },
  },
  refusals: { zh: '什么时候办不了', en: 'When it is refused' },
  general: { zh: '哪个操作都可能遇到的', en: 'What any operation may answer' },
  code: { zh: '代码', en: 'Code' },
  status: { zh: '状态', en: 'Status' },
  says: { zh: '说明', en: 'What it says' },
  example: { zh: '例子', en: 'Example' },
  upTo: textWith(
    (files: number, megabytes: number) => `最多${files}个文件，每个${megabytes}MB`,
    (files, megabytes) => `up to ${files} files of ${megabytes} MB`,
  ),
};
