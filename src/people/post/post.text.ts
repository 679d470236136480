export const postText = {
  kind: {
    administrator: { zh: '管理员', en: 'Administrator' },
    desk: { zh: '社区值班', en: 'Community desk' },
    captain: { zh: '楼道长', en: 'Captain' },
    chair: { zh: '亭长', en: 'Chair' },
    handler: { zh: '经办人', en: 'Handler' },
    street: { zh: '街道督办', en: 'Street supervisor' },
  },
  organisation: {
    'property-company': { zh: '物业', en: 'Property company' },
    'owners-committee': { zh: '业委会', en: "Owners' committee" },
  },
};
