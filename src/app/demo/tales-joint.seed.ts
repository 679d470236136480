import type { Tale } from './tale.ts';

/** What needs several at one table, or somebody outside. The last eight are still open when the story ends. */
export const jointAndLinkedTales: readonly Tale[] = [
  {
    ...{
      back: 31,
      at: '10:30',
      who: '6-1-601',
      through: 'round',
      writtenBy: 'captain6',
      where: '6-1',
      shows: 'water-stain',
    },
    says: '顶楼客厅一下雨就漏，拿盆接了三天。去年补过一次没补好。',
    ...{ title: '6幢屋面漏水', about: 'FAC04', tier: 'joint', handler: 'committee', assisting: ['repairs'] },
    work: {
      days: 4,
      reply: '三方看过现场，按应急维修走的程序：屋面裂缝重新做了防水，淋水试验两小时没有再漏。',
      ...{
        proof: 'ceiling-mended',
        word: { solved: 'yes', satisfaction: 5, given: 'by-phone', says: '下过两场雨，没有漏。' },
      },
    },
  },
  {
    ...{ back: 28, at: '09:25', who: '5-2-202', through: 'round', writtenBy: 'captain5', where: '5-2' },
    says: '这个季度公摊电费比上个季度多了一半，想知道是怎么算的。',
    ...{
      title: '公摊电费怎么算',
      about: 'PMS02',
      tier: 'joint',
      handler: 'committee',
      assisting: ['service'],
      meToo: 5,
    },
    work: {
      ...{ days: 5, result: 'explained' },
      reply: '总表和分表一起抄了一遍，多出来的是夜间景观灯。灯改为十点关，账单已经贴在公告栏。',
      word: { solved: 'yes', satisfaction: 4, given: 'by-phone' },
    },
  },
  {
    ...{ back: 24, at: '15:05', who: '1-2-301', through: 'round', writtenBy: 'captain1', where: '1-2' },
    says: '消防栓箱里没有水带，玻璃也碎了，看着就不放心。',
    ...{
      title: '1幢消防栓箱缺水带',
      about: 'FIR03',
      tier: 'joint',
      handler: 'repairs',
      assisting: ['committee'],
    },
    work: {
      days: 1,
      reply: '八幢楼的消防栓箱都查了一遍，补了四条水带、三块玻璃，费用业委会已经同意。',
      word: { solved: 'yes', satisfaction: 5, given: 'by-phone' },
    },
  },
  {
    ...{ back: 19, at: '10:45', who: '8-2-401', through: 'session', where: '沿街商铺' },
    says: '地下车位说只卖不租，我们租了三年突然要收回，怎么办？',
    ...{
      title: '地下车位只售不租',
      about: 'PRK06',
      tier: 'joint',
      handler: 'committee',
      assisting: ['service', 'chair'],
      meToo: 7,
    },
    work: {
      ...{ days: 6, result: 'partly-solved' },
      reply: '开发公司同意未售出的三十个车位继续出租一年，租期内不涨价；长期办法在联席会上接着谈。',
      word: { solved: 'partly', satisfaction: 4, given: 'by-phone', says: '一年之后还要再谈。' },
    },
  },
  {
    ...{ back: 27, at: '08:55', who: '7-3-302', through: 'round', writtenBy: 'captain7', where: '东门' },
    says: '东门外面的路灯灭了好几盏，接孩子下晚自习很黑。',
    ...{ title: '东门外路灯不亮', about: 'PUB03', tier: 'linked', handler: 'deskTwo', meToo: 4 },
    work: {
      days: 3,
      reply: '报给市政，是一段电缆被挖断，昨晚七盏灯全部亮了。',
      word: { solved: 'yes', satisfaction: 5, given: 'by-phone' },
    },
  },
  {
    ...{ back: 21, at: '14:10', who: '2-1-501', through: 'session', where: '沿街商铺' },
    says: '沿街烧烤店的油烟直接往楼上冲，窗户不敢开。',
    ...{
      title: '沿街餐饮油烟',
      about: 'PUB05',
      tier: 'linked',
      handler: 'deskOne',
      assisting: ['committee'],
      meToo: 6,
    },
    work: {
      days: 4,
      reply: '综合执法上门查过，油烟净化器停了没用。限期清洗并改了排口方向，一周后复查。',
      word: { solved: 'yes', satisfaction: 4, given: 'by-phone', says: '晚上能开窗了。' },
    },
  },
  {
    ...{ back: 16, at: '11:10', who: '4-3-201', through: 'round', writtenBy: 'captain4', where: '4-3' },
    says: '我妈坐轮椅，单元门口两级台阶下不去，能不能做个坡道？',
    ...{ title: '单元门口加一处坡道', about: 'CAR04', tier: 'linked', handler: 'deskTwo' },
    work: {
      days: 6,
      reply: '残联出了材料，坡道和扶手都做好了，坡度按规范。',
      word: { solved: 'yes', satisfaction: 5, given: 'by-phone', says: '老人自己能下楼晒太阳了。' },
    },
  },
  // What is still open: five to be settled at one table …
  {
    ...{ back: 13, at: '09:40', who: '5-3-502', through: 'board', where: '东门' },
    says: '快递柜放在东门里面那块空地上行不行？现在要走到外面去拿。',
    ...{ title: '东门内放快递柜', about: 'RNW06', tier: 'joint', handler: 'committee', meToo: 5 },
    turn: {
      suspended: {
        ...{ after: 2, reason: 'owners-vote', days: null },
        explanation: '占用共有场地要业主共同决定，已经列入下一次业主大会的表决事项。',
      },
    },
    work: { days: 10, reply: '等表决结果。', word: 'silence' },
  },
  {
    ...{ back: 8, at: '10:15', who: '1-1-602', through: 'session', where: '1' },
    says: '电梯广告、快递柜这些收入去年有多少，用在哪里了？希望公开。',
    ...{
      title: '公共收益公开',
      about: 'PMS03',
      tier: 'joint',
      handler: 'committee',
      assisting: ['service'],
      meToo: 7,
    },
    work: { days: 14, reply: '公开。', word: 'silence' },
  },
  {
    ...{ back: 6, at: '14:25', who: '3-2-501', through: 'wechat', where: '电动车棚' },
    says: '车棚的充电口不够，下班回来都是满的，能不能再加一排？',
    ...{
      title: '车棚增加充电口',
      about: 'PRK05',
      tier: 'joint',
      handler: 'committee',
      assisting: ['repairs', 'chair'],
      meToo: 5,
    },
    also: [
      {
        ...{ back: 5, at: '09:20', who: '7-2-402', through: 'phone', where: '电动车棚' },
        says: '电动车没地方充电，车棚十个口有三个是坏的。',
      },
    ],
    work: { days: 12, reply: '加口。', word: 'silence' },
  },
  {
    ...{ back: 4, at: '09:10', who: '6-1-602', through: 'round', writtenBy: 'captain6', where: '6-1' },
    says: '卧室外墙渗水，床头那面墙发霉了。',
    ...{ title: '6幢外墙渗水', about: 'FAC04', tier: 'joint', handler: 'repairs', assisting: ['committee'] },
    turn: {
      extended: {
        ...{ after: 2, workingDays: 5, reason: '要等吊篮进场才能做外墙，租期排到下周。' },
        answer: '同意。先把屋里的霉斑处理掉，吊篮进场那天告诉住户。',
      },
    },
    work: { days: 9, reply: '外墙。', word: 'silence' },
  },
  {
    ...{ back: 0, at: '09:15', who: '8-2-302', through: 'session', where: '西门' },
    says: '西门自行车架那一块没有摄像头，这个月丢了两辆车。',
    ...{
      title: '西门车架没有监控',
      about: 'SEC06',
      tier: 'joint',
      handler: 'repairs',
      assisting: ['committee'],
    },
    work: { days: 12, reply: '监控。', word: 'silence' },
  },
  // … and three that need somebody outside.
  {
    ...{ back: 9, at: '15:30', who: '2-2-602', through: 'wechat', where: '地下车库' },
    says: '晚上八点以后回来根本没有车位，绕三圈停到外面，第二天收到罚单。',
    ...{
      title: '夜间停车位不够',
      about: 'PRK04',
      tier: 'linked',
      handler: 'deskOne',
      assisting: ['committee', 'service'],
      meToo: 8,
    },
    also: [
      {
        ...{ back: 8, at: '09:05', who: '5-1-601', through: 'phone', where: '地下车库' },
        says: '一家两辆车只有一个车位，晚上没地方停。',
      },
    ],
    work: { days: 15, reply: '车位。', word: 'silence' },
  },
  {
    ...{
      back: 2,
      at: '10:35',
      who: '7-3-102',
      through: 'round',
      writtenBy: 'captain7',
      where: '东门',
      shows: 'broken-pavement',
    },
    says: '东门出去的人行道塌了一块，下面是空的，老人小孩走过去很危险。',
    ...{ title: '东门外人行道塌陷', about: 'PUB03', tier: 'linked', handler: 'deskTwo', meToo: 3 },
    work: { days: 5, reply: '人行道。', word: 'silence' },
  },
  {
    ...{ back: 1, at: '14:05', who: '4-1-602', through: 'round', writtenBy: 'captain4', where: '4-1' },
    says: '这两天早上水龙头出来的水发黄，放五分钟才清。',
    ...{
      title: '4幢自来水发黄',
      about: 'RNW05',
      tier: 'linked',
      handler: 'deskOne',
      assisting: ['repairs'],
      meToo: 2,
    },
    work: { days: 11, reply: '水管。', word: 'silence' },
  },
];
