/** What was looked at, as the log and the person concerned read it. */
export const lookText = {
  kind: {
    contact: { zh: '看了手机号', en: 'saw the telephone number' },
    reporter: { zh: '看了反映人是谁', en: 'saw who reported' },
    person: { zh: '看了名册里的这个人', en: 'saw the person in the register' },
    people: { zh: '看了名册', en: 'saw a list of people' },
    residence: { zh: '看了住户登记申请', en: 'saw a request to register a home' },
    original: { zh: '看了反映的原文', en: 'read the original words of a report' },
    slips: { zh: '打印了验证码纸条', en: 'printed slips with codes' },
    export: { zh: '导出了表格', en: 'exported a table' },
    copy: { zh: '导出了个人信息副本', en: 'made a copy of somebody’s data' },
    'look-log': { zh: '查了查阅记录', en: 'read this log' },
    backup: { zh: '做了整库备份', en: 'took a backup of everything' },
  },
  operator: { zh: '系统维护人员', en: 'Operator' },
};
