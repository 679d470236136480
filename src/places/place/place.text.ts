import { textWith } from '../../kernel/text.ts';

export const placeText = {
  building: textWith(
    (label: string) => `${label}幢`,
    (label) => `Building ${label}`,
  ),
  stairwell: textWith(
    (label: string) => `${label}单元`,
    (label) => `stairwell ${label}`,
  ),
  floor: textWith(
    (floor: number) => (floor < 0 ? `地下${-floor}层` : `${floor}楼`),
    (floor) => (floor < 0 ? `basement ${-floor}` : `floor ${floor}`),
  ),
  door: textWith(
    (door: string) => `${door}室`,
    (door) => `door ${door}`,
  ),
  shop: textWith(
    (label: string) => `${label}号商铺`,
    (label) => `shop ${label}`,
  ),
  bay: textWith(
    (label: string) => `${label}号车位`,
    (label) => `parking bay ${label}`,
  ),
  entrance: { zh: '门口', en: 'at the entrance' },
  spot: {
    door: { zh: '单元门口', en: 'at the entrance' },
    stairs: { zh: '楼道里', en: 'on the stairs' },
    home: { zh: '自家屋里', en: 'inside the home' },
    roof: { zh: '屋顶外墙', en: 'roof or outer wall' },
  },
  somewhere: { zh: '小区里', en: 'In the community' },
};
