export const householdText = {
  occupancy: {
    owner: { zh: '业主自住', en: 'lived in by its owner' },
    tenant: { zh: '租户', en: 'let to tenants' },
    vacant: { zh: '空置', en: 'empty' },
    business: { zh: '经营用', en: 'used for business' },
  },
};
