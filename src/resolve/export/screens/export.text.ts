/** The words of an exported table. */
export const exportText = {
  sheet: { zh: '事项', en: 'Matters' },
  file: { zh: '事项', en: 'matters' },
  columns: {
    number: { zh: '编号', en: 'Number' },
    title: { zh: '事情', en: 'Title' },
    category: { zh: '类别', en: 'Category' },
    building: { zh: '地点', en: 'Place' },
    tier: { zh: '谁来办', en: 'Tier' },
    state: { zh: '办到哪了', en: 'State' },
    households: { zh: '几户反映', en: 'Households' },
    mainHandler: { zh: '主办', en: 'Main handler' },
    acceptedAt: { zh: '受理时间', en: 'Accepted' },
    nextClock: { zh: '下一个时限', en: 'Next clock' },
    dueAt: { zh: '到期', en: 'Due' },
    resolvedAt: { zh: '办结时间', en: 'Resolved' },
    closedAt: { zh: '归档时间', en: 'Closed' },
    result: { zh: '结果', en: 'Result' },
    closing: { zh: '反映人怎么说', en: 'Closing' },
    returnedCount: { zh: '退单次数', en: 'Returned' },
    reopenedCount: { zh: '重办次数', en: 'Reopened' },
  },
};
