import type { ShortTale } from './tale.ts';

/** Reports that led to no matter. */
export const shortTales: readonly ShortTale[] = [
  {
    ...{ back: 20, at: '14:30', who: '6-2-402', through: 'form', where: '6-2' },
    says: '我和邻居为了分家的房子在打官司，想请社区出面叫他搬走。',
    ends: {
      rejected: 'in-litigation',
      message:
        '这件事法院正在审，社区不能代替法院决定。需要法律帮助，可以到社区法律服务点，每周四下午有律师。',
    },
  },
  {
    ...{ back: 12, at: '10:50', who: '1-2-102', through: 'phone', where: '西门' },
    says: '西门外的路口没有红绿灯，早上送孩子过马路很危险，经常有车抢行。',
    ends: {
      redirected: 'traffic-122',
      message: '路口信号灯由交警部门设置，请拨122或在浙里办上提交；社区已经把情况一并转告。',
    },
  },
];

/** Said on the evening the story ends: the desk finds them in the morning. `back` does not count here. */
export const freshReports: readonly ShortTale[] = [
  {
    ...{
      back: 0,
      at: '17:48',
      who: '5-2-402',
      through: 'form',
      where: '5-2',
      shows: 'rubbish-beside-the-bins',
    },
    says: '5幢2单元门口有人把装修剩的瓷砖和水泥袋堆在花坛边，已经压坏了两棵小树。',
  },
  {
    ...{ back: 0, at: '18:26', who: '3-1-602', through: 'form', where: '3-1' },
    says: '三幢一单元四楼的灯一闪一闪的，像要坏了。',
  },
  {
    ...{ back: 0, at: '19:52', who: '8-1-402', through: 'form', where: '小区广场', hides: 'everything' },
    says: '广场东边的健身器材少了一个踏板，露出来的铁管很尖。',
  },
  {
    ...{ back: 0, at: '20:37', who: '2-2-201', through: 'form', where: '地下车库', known: '2幢小李' },
    says: '地下车库靠近2幢的地方积水，早上踩了一脚，不知道是漏水还是下雨倒灌。',
  },
];
