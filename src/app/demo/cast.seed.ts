import type { OrganisationKind } from '../../people/post/post.contract.ts';

/** The community that the product was modelled on; every person in the demonstration is made up. */
export const community = {
  slug: 'lanjin',
  name: '兰锦社区',
  nameEn: 'Lanjin',
  streetName: '锦南街道',
};

export const estateName = '水岸阳光';

/** How many stairwells each building has; six floors with two doors each. */
export const stairwellsOf = [3, 3, 2, 3, 3, 2, 3, 3] as const;
export const floors = 6;
export const doorsAFloor = 2;

export const areaNames = [
  '东门',
  '西门',
  '地下车库',
  '小区广场',
  '垃圾投放点',
  '电动车棚',
  '中心花园',
  '儿童乐园',
  '沿街商铺',
] as const;

/** 236 households own their homes, 26 rent them; the remaining dwellings stand empty. */
export const households = { owners: 236, tenants: 26 } as const;

export const organisations = [
  { kind: 'property-company', name: '水岸物业' },
  { kind: 'owners-committee', name: '水岸阳光业委会' },
] as const satisfies readonly { kind: OrganisationKind; name: string }[];

/** Who holds a post; those with a user name sign in, and captains live in the stairwell they look after. */
export const posts = {
  administrator: { kind: 'administrator', name: '周敏', username: 'admin' },
  deskOne: { kind: 'desk', name: '沈洁', username: 'desk1' },
  deskTwo: { kind: 'desk', name: '何晓', username: 'desk2' },
  chair: { kind: 'chair', name: '陈国良', username: 'chair' },
  repairs: { kind: 'handler', name: '张建军', of: '水岸物业', username: 'handler' },
  service: { kind: 'handler', name: '李伟', of: '水岸物业' },
  committee: { kind: 'handler', name: '吴敏华', of: '水岸阳光业委会' },
  captain1: { kind: 'captain', name: '金桂芳', home: '1-1-201', username: 'captain' },
  captain2: { kind: 'captain', name: '马世荣', home: '2-2-101' },
  captain3: { kind: 'captain', name: '俞秀英', home: '3-2-301' },
  captain4: { kind: 'captain', name: '钱志明', home: '4-1-402' },
  captain5: { kind: 'captain', name: '章美娟', home: '5-3-202' },
  captain6: { kind: 'captain', name: '潘水根', home: '6-1-102' },
  captain7: { kind: 'captain', name: '楼月琴', home: '7-2-601' },
  captain8: { kind: 'captain', name: '童建国', home: '8-1-301' },
} as const;
export type PostName = keyof typeof posts;
export const postNames: ReadonlySet<string> = new Set(Object.keys(posts));

export const streetOffice = { name: '锦南街道 梁静', username: 'street' } as const;

/** The resident whose number the demonstration prints. */
export const resident = { home: '3-2-501', name: '王芳', phone: '13800000001' } as const;

export const surnames =
  '王李张陈刘杨黄吴赵周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜'.split('');
export const givenNames =
  '伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 桂英 秀兰 建华 文博 晓燕 志强 玉珍 海燕 国庆 雨桐 子涵 春梅 立新 红梅 金水 阿毛 月娥 永康'.split(
    ' ',
  );
