import type { Tale } from './tale.ts';

/** Small matters that the smallest circle settles: property company, captains, committee. */
export const selfTales: readonly Tale[] = [
  {
    ...{ back: 31, at: '09:05', who: '3-2-501', through: 'form', where: '3-2', shows: 'lamp-out' },
    says: '三楼到四楼的楼道灯不亮有三天了，晚上老人下楼要摸着墙走，麻烦来看看。',
    ...{ title: '3幢楼道灯不亮', about: 'FAC01', tier: 'self', handler: 'repairs', meToo: 2 },
    work: {
      days: 1,
      reply: '三楼、四楼的灯泡和声控开关都换了，今天傍晚试过，一拍手就亮。',
      ...{
        proof: 'lamp-lit',
        word: { solved: 'yes', satisfaction: 5, given: 'on-page', says: '当天就亮了，谢谢师傅。' },
      },
    },
  },
  {
    ...{ back: 31, at: '14:20', who: '5-1-302', through: 'wechat', where: '5-1' },
    says: '5幢1单元门口又停了一排自行车和婴儿车，推轮椅根本过不去。',
    ...{
      title: '5幢单元门口停放自行车挡路',
      about: 'ENV01',
      tier: 'self',
      handler: 'captain5',
      shows: 'bicycles-in-the-way',
    },
    work: {
      days: 2,
      reply: '和车主一户一户说过了，自行车挪到了西侧车架，婴儿车收回家。门口贴了提醒。',
      ...{ proof: 'bicycles-in-the-rack', word: { solved: 'yes', satisfaction: 4, given: 'by-phone' } },
    },
  },
  {
    ...{ back: 30, at: '08:50', who: '1-3-101', through: 'round', writtenBy: 'captain1', where: '1-3' },
    says: '楼下下水井盖往外冒脏水，味道很大，已经流到人行道上了。',
    ...{ title: '1幢旁窨井冒水', about: 'FAC05', tier: 'self', handler: 'repairs', urgent: true, meToo: 2 },
    work: {
      days: 0,
      reply: '管道里堵了油块，疏通后冲洗了路面。一周后会再看一次。',
      word: { solved: 'yes', satisfaction: 5, given: 'by-phone' },
    },
  },
  {
    ...{ back: 30, at: '10:40', who: '2-1-402', through: 'round', writtenBy: 'captain2', where: '2-1' },
    says: '楼上每天晚上十点多还在跑步机上跑步，咚咚响，睡不好。希望有人去说说。',
    ...{
      title: '2幢夜里有运动器材声响',
      about: 'NBR01',
      tier: 'self',
      handler: 'captain2',
      hides: 'from-handler',
    },
    work: {
      days: 2,
      reply: '上门说过了，对方愿意加减震垫，晚上八点半以后不再用。',
      word: { solved: 'partly', satisfaction: 3, given: 'by-phone', says: '比以前好，周末有时还会响。' },
    },
  },
  {
    ...{ back: 29, at: '09:30', who: null, through: 'box', where: '中心花园' },
    says: '中心花园有人种葱种蒜，还浇粪水，夏天没法坐。',
    ...{ title: '中心花园有人种菜', about: 'ENV04', tier: 'self', handler: 'service' },
    work: {
      days: 2,
      reply: '种菜的两户自己清掉了，物业补种了麦冬，立了一块小牌子。',
      word: 'silence',
    },
  },
  {
    ...{
      back: 29,
      at: '15:10',
      who: '7-1-202',
      through: 'round',
      writtenBy: 'captain7',
      where: '垃圾投放点',
      shows: 'rubbish-beside-the-bins',
    },
    says: '早上九点一过，投放点旁边就堆满了袋子，苍蝇很多，路过都捂鼻子。',
    ...{ title: '投放点桶外堆垃圾', about: 'ENV02', tier: 'self', handler: 'service', meToo: 4 },
    also: [
      {
        ...{ back: 29, at: '16:05', who: '8-2-102', through: 'wechat', where: '垃圾投放点' },
        says: '投放点又是一地垃圾，袋子都破了。',
      },
      {
        ...{ back: 28, at: '08:35', who: null, through: 'box', where: '垃圾投放点' },
        says: '垃圾丢在桶外面没人管。',
      },
    ],
    work: {
      days: 1,
      reply: '当天清运干净。上午加派一个人守到九点半，误时投放口下周装好。',
      ...{ proof: 'bins-clean', word: { solved: 'yes', satisfaction: 4, given: 'by-phone' } },
    },
  },
  {
    ...{ back: 28, at: '10:15', who: '6-2-302', through: 'round', writtenBy: 'captain6', where: '6-2' },
    says: '单元门禁刷卡没反应，只能等别人出来才能进，下雨天尤其不方便。',
    ...{ title: '6幢单元门禁刷不开', about: 'FAC03', tier: 'self', handler: 'repairs' },
    work: {
      days: 2,
      reply: '读卡器进水坏了，换了新的，卡不用重新录。',
      word: { solved: 'yes', satisfaction: 4, given: 'by-phone' },
    },
  },
  {
    ...{ back: 28, at: '16:30', who: '4-3-601', through: 'round', writtenBy: 'captain4', where: '4-3' },
    says: '顶楼通往天台的门被人拿铁丝绑死了，万一着火往哪里跑？',
    ...{ title: '4幢天台疏散门被绑住', about: 'FIR04', tier: 'self', handler: 'service', urgent: true },
    work: {
      days: 0,
      reply: '铁丝剪掉了，门换成推杆锁，里面一推就开。别的单元也都查了一遍。',
      word: { solved: 'yes', satisfaction: 5, given: 'by-phone', says: '动作很快。' },
    },
  },
  {
    ...{
      back: 27,
      at: '09:45',
      who: '8-3-201',
      through: 'round',
      writtenBy: 'captain8',
      where: '儿童乐园',
      known: '小宝妈妈',
    },
    says: '儿童乐园的滑梯边上裂了一道口子，会划手，孩子们天天在玩。',
    ...{ title: '儿童乐园滑梯开裂', about: 'FAC06', tier: 'self', handler: 'repairs', meToo: 4 },
    work: {
      days: 3,
      reply: '裂口处打磨后贴了护边，螺丝全部紧了一遍。新滑梯列入明年预算。',
      word: { solved: 'partly', satisfaction: 4, given: 'by-phone', says: '暂时能玩了，盼着换新的。' },
    },
  },
  {
    ...{ back: 26, at: '08:55', who: '2-2-502', through: 'round', writtenBy: 'captain2', where: '2-2' },
    says: '楼上空调外机的水一直滴在我家雨棚上，夜里吵得睡不着。',
    ...{ title: '2幢空调滴水', about: 'BLD05', tier: 'self', handler: 'service' },
    work: {
      days: 2,
      reply: '接了一根排水管到落水口，当场试了半小时没有再滴。',
      word: { solved: 'yes', satisfaction: 5, given: 'by-phone' },
    },
  },
  {
    ...{
      back: 25,
      at: '11:05',
      who: '1-2-602',
      through: 'round',
      writtenBy: 'captain1',
      where: '1-2',
      shows: 'water-stain',
    },
    says: '卫生间顶上渗水，楼上说不是他家的。墙皮已经鼓起来了，想请人来判断一下。',
    ...{ title: '1幢上下楼渗水', about: 'NBR02', tier: 'self', handler: 'repairs', assisting: ['captain1'] },
    turn: {
      extended: {
        ...{ after: 2, workingDays: 3, reason: '要等楼上住户周末回来才能做闭水试验。' },
        answer: '同意，先把试验时间定下来告诉两家。',
      },
    },
    work: {
      days: 7,
      reply: '做了闭水试验，是楼上地漏处防水老化。楼上出材料，物业出工，已经补好并粉刷。',
      ...{
        proof: 'ceiling-mended',
        word: { solved: 'yes', satisfaction: 5, given: 'by-phone', says: '两家都满意。' },
      },
    },
  },
  {
    ...{ back: 24, at: '09:15', who: '7-3-401', through: 'round', writtenBy: 'captain7', where: '7-3' },
    says: '电梯厅的地砖翘起来了，我妈差点绊倒。',
    ...{ title: '7幢门厅地砖翘起', about: 'ENV03', tier: 'self', handler: 'repairs' },
    turn: {
      returned: { by: 'service', reason: '地砖属于维修，不归保洁，请改派维修。' },
    },
    work: {
      days: 1,
      reply: '重新铺了六块砖，缝也补平了。',
      word: { solved: 'yes', satisfaction: 4, given: 'by-phone' },
    },
  },
  {
    ...{ back: 24, at: '14:50', who: '3-1-302', through: 'round', writtenBy: 'captain3', where: '电动车棚' },
    says: '车棚里有人从二楼窗户拉线下来充电，线皮都破了。',
    ...{ title: '车棚飞线充电', about: 'FIR01', tier: 'self', handler: 'service', urgent: true, meToo: 3 },
    work: {
      days: 0,
      reply: '线已经收掉，和住户当面说清楚了危险。车棚充电位还有空，帮他办了卡。',
      word: { solved: 'yes', satisfaction: 5, given: 'by-phone' },
    },
  },
  {
    ...{ back: 23, at: '10:25', who: '5-3-402', through: 'round', writtenBy: 'captain5', where: '5-3' },
    says: '隔壁装修中午也在敲墙，孩子要睡午觉。',
    ...{ title: '5幢中午装修敲墙', about: 'BLD01', tier: 'self', handler: 'service', urgent: true },
    work: {
      days: 0,
      reply: '和施工队讲定：中午十二点到两点、晚上六点以后不动工。门口贴了时间。',
      word: { solved: 'yes', satisfaction: 4, given: 'by-phone' },
    },
  },
  {
    ...{ back: 22, at: '15:40', who: '6-1-502', through: 'wechat', where: '西门' },
    says: '西门道闸抬杆很慢，早高峰排到马路上了。',
    ...{ title: '西门道闸抬杆慢', about: 'FAC03', tier: 'self', handler: 'repairs', meToo: 5 },
    work: {
      days: 3,
      reply: '换了识别摄像头，高峰时段先由保安放行，现在平均三秒抬杆。',
      word: 'silence',
    },
  },
  {
    ...{ back: 21, at: '09:10', who: '4-1-101', through: 'round', writtenBy: 'captain4', where: '4-1' },
    says: '家门口的公共垃圾桶能不能换个地方？正对着我家窗户。',
    ...{ title: '4幢旁果皮箱的位置', about: 'GOV04', tier: 'self', handler: 'service' },
    work: {
      ...{ days: 4, result: 'explained' },
      reply: '果皮箱按消防通道和路口间距设的，左右都没有合适的位置。换成了带盖的，每天清两次。',
      word: { solved: 'partly', satisfaction: 3, given: 'by-phone', says: '带盖以后味道小多了。' },
    },
  },
  {
    ...{ back: 20, at: '10:05', who: '8-1-502', through: 'round', writtenBy: 'captain8', where: '8-1' },
    says: '六楼一户把鞋柜、纸箱都堆在楼梯转角，只剩一个人侧身过的宽度。',
    ...{ title: '8幢楼道堆物', about: 'ENV01', tier: 'self', handler: 'captain8', hides: 'from-handler' },
    work: {
      days: 1,
      reply: '东西搬走了。',
      word: { solved: 'no', satisfaction: 2, given: 'by-phone', says: '只搬走了纸箱，鞋柜还在转角。' },
    },
    again: {
      days: 1,
      reply: '鞋柜也搬进屋了，转角清空，和这户约好不再放。楼道其他几层一起看过。',
      word: { solved: 'yes', satisfaction: 5, given: 'by-phone', says: '这次清干净了。' },
    },
  },
  {
    ...{ back: 19, at: '08:45', who: '1-1-502', through: 'round', writtenBy: 'captain1', where: '1-1' },
    says: '楼下王阿姨一个人住，这两天没看见她下楼，能不能去看看？',
    ...{ title: '请上门看望一位老人', about: 'CAR01', tier: 'self', handler: 'captain1' },
    work: {
      days: 0,
      reply: '去过了，老人感冒在家休息，帮她买了药，和她女儿通了电话。以后每周三上门一次。',
      word: { solved: 'yes', satisfaction: 5, given: 'by-phone' },
    },
  },
  {
    ...{ back: 18, at: '11:00', who: null, through: 'board', where: '小区广场' },
    says: '广场舞音箱能不能小声点，七点半以后作业都写不进去。',
    ...{ title: '广场舞音量', about: 'NBR01', tier: 'self', handler: 'chair', meToo: 5 },
    work: {
      days: 2,
      reply: '和舞队约好：音量不超过约定的刻度，晚上八点收。音箱由议事亭帮着看。',
      word: 'silence',
    },
  },
  {
    ...{ back: 17, at: '14:15', who: '3-2-202', through: 'round', writtenBy: 'captain3', where: '3-2' },
    says: '有一户的狗不牵绳就下楼，上次吓到了孩子。',
    ...{ title: '3幢有狗不牵绳', about: 'SEC05', tier: 'self', handler: 'captain3' },
    work: {
      days: 2,
      reply: '上门提醒过，对方答应出门就牵绳、走货梯口。单元群里也说了养犬规定。',
      word: { solved: 'yes', satisfaction: 4, given: 'by-phone' },
    },
  },
  {
    ...{ back: 16, at: '09:50', who: '7-2-102', through: 'qq', where: '地下车库' },
    says: '车库B区有一辆面包车长期停在两个车位中间，旁边的车门都打不开。',
    ...{ title: '地下车库一车占两位', about: 'PRK02', tier: 'self', handler: 'service', meToo: 1 },
    work: {
      days: 1,
      reply: '联系车主挪好了车，车位线重新描过。',
      word: { solved: 'yes', satisfaction: 4, given: 'by-phone' },
    },
  },
  {
    ...{ back: 15, at: '15:25', who: '5-2-601', through: 'round', writtenBy: 'captain5', where: '5-2' },
    says: '想把自家阳台外面加一圈花架，物业不让，想问问到底行不行。',
    ...{ title: '阳台外加装花架', about: 'BLD05', tier: 'self', handler: 'service' },
    work: {
      ...{ days: 3, result: 'not-possible' },
      reply: '外墙加花架有坠落危险，管理规约第十二条不允许。阳台内侧可以装，物业帮忙看过尺寸。',
      word: { solved: 'partly', satisfaction: 3, given: 'by-phone', says: '说清楚了，能理解。' },
    },
  },
  {
    ...{ back: 14, at: '10:30', who: '2-1-202', through: 'round', writtenBy: 'captain2', where: '2-1' },
    says: '一楼草丛里老鼠很多，晚上在垃圾桶边乱窜。',
    ...{ title: '2幢草丛有老鼠', about: 'ENV05', tier: 'self', handler: 'service', meToo: 2 },
    turn: {
      suspended: {
        after: 1,
        reason: 'weather',
        days: 3,
        explanation: '连着几天有雨，药剂会被冲走，天晴再投放。',
      },
    },
    work: {
      days: 1,
      reply: '布了八个毒饵站，堵了三个洞口，一周后回来收。',
      word: { solved: 'yes', satisfaction: 4, given: 'by-phone' },
    },
  },
  {
    ...{
      back: 13,
      at: '08:40',
      who: '6-2-101',
      through: 'round',
      writtenBy: 'captain6',
      where: '6-2',
      shows: 'lamp-out',
    },
    says: '地下自行车坡道的灯坏了两盏，晚上看不见台阶。',
    ...{ title: '6幢自行车坡道灯不亮', about: 'FAC01', tier: 'self', handler: 'repairs' },
    work: {
      days: 1,
      reply: '两盏都换成了感应灯，台阶边贴了反光条。',
      ...{ proof: 'lamp-lit', word: { solved: 'yes', satisfaction: 5, given: 'by-phone' } },
    },
  },
  {
    ...{ back: 11, at: '09:20', who: '3-2-501', through: 'form', where: '地下车库' },
    says: '车库出口的反光镜被撞歪了，出来看不到左边来车。',
    ...{ title: '地下车库出口反光镜歪了', about: 'FAC03', tier: 'self', handler: 'repairs' },
    also: [
      {
        ...{ back: 11, at: '10:50', who: '4-2-302', through: 'phone', where: '地下车库' },
        says: '车库出口那面凸面镜照着天上，什么也看不见，早上差点撞上。',
      },
    ],
    work: {
      days: 2,
      reply: '镜子校正并加固了，支架抬高二十厘米。',
      word: { solved: 'yes', satisfaction: 5, given: 'on-page' },
    },
  },
  {
    ...{ back: 9, at: '10:10', who: '8-3-502', through: 'round', writtenBy: 'captain8', where: '8-3' },
    says: '装修的建筑垃圾袋在楼下堆了一个礼拜，没人来拉。',
    ...{ title: '8幢楼下装修垃圾没清', about: 'ENV06', tier: 'self', handler: 'service' },
    work: {
      days: 2,
      reply: '联系清运公司拉走了，堆放处围了起来，以后先登记再堆。',
      word: 'silence',
    },
  },
  {
    ...{ back: 8, at: '14:35', who: '1-3-402', through: 'round', writtenBy: 'captain1', where: '1-3' },
    says: '孩子转学要开居住情况的说明，不知道带哪些材料、找谁盖章。',
    ...{ title: '开居住情况说明', about: 'GOV06', tier: 'self', handler: 'deskOne' },
    work: {
      ...{ days: 1, result: 'explained' },
      reply: '带户口本、房产证到社区一楼，当场就能开。材料清单已经发到你的手机上。',
      word: { solved: 'yes', satisfaction: 5, given: 'by-phone' },
    },
  },
  {
    ...{ back: 6, at: '09:35', who: '7-1-501', through: 'wechat', where: '7-1' },
    says: '单元门的闭门器坏了，关门像放炮，一楼每天被震醒。',
    ...{ title: '7幢单元门关门声大', about: 'FAC03', tier: 'self', handler: 'repairs', meToo: 1 },
    work: {
      days: 2,
      reply: '换了闭门器，调到最轻一档。',
      word: { solved: 'yes', satisfaction: 5, given: 'by-phone' },
    },
  },
  {
    ...{ back: 4, at: '10:20', who: '4-2-601', through: 'round', writtenBy: 'captain4', where: '4-2' },
    says: '楼道里有人把电动车推上楼，放在三楼平台上充电。',
    ...{ title: '4幢电动车进楼', about: 'FIR02', tier: 'self', handler: 'service', urgent: true },
    work: {
      days: 0,
      reply: '车已经推下楼，单元门口加了阻车提示，楼道长每晚看一次。',
      word: { solved: 'yes', satisfaction: 4, given: 'by-phone' },
    },
  },
  {
    ...{ back: 2, at: '09:00', who: '3-2-501', through: 'form', where: '3-2', shows: 'bicycles-in-the-way' },
    says: '单元门口又停满了自行车，我妈推着买菜车出不去。',
    ...{ title: '3幢单元门口停车挡路', about: 'ENV01', tier: 'self', handler: 'captain3', meToo: 2 },
    work: {
      days: 2,
      reply: '自行车都挪到了车架，地上画了线，线内不停车。',
      ...{ proof: 'bicycles-in-the-rack', word: { solved: 'yes', satisfaction: 5, given: 'by-phone' } },
    },
  },
  {
    ...{ back: 1, at: '08:45', who: '2-2-302', through: 'round', writtenBy: 'captain2', where: '中心花园' },
    says: '花园石凳上有一摊油漆，坐上去裤子就毁了。',
    ...{ title: '中心花园石凳有油漆', about: 'ENV03', tier: 'self', handler: 'service' },
    work: {
      days: 1,
      reply: '油漆清掉了，石凳冲洗过，已经干了。',
      word: { solved: 'yes', satisfaction: 4, given: 'by-phone' },
    },
  },
];
