export const householdText = {
  occupancy: {
    owner: { zh: '业主自住', en: 'lived in by its owner' },
    tenant: { zh: '租户', en: 'let to tenants' },
    vacant: { zh: '空置', en: 'empty' },
    business: { zh: '经营用', en: 'used for business' },
  },
  cameBy: {
    desk: { zh: '值班登记', en: 'registered by the desk' },
    slip: { zh: '凭认户条', en: 'by a slip' },
    request: { zh: '楼道长确认', en: 'confirmed by the captain' },
    roster: { zh: '名册导入', en: 'by a roster' },
  },
};
