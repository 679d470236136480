import type { RateName } from './figures.contract.ts';

const both = (zh: string, en: string) => ({ zh, en });

/**
 * What each rate counts and leaves out (北京市接诉即办工作条例 32 names 响应率, 解决率 and 满意率; the others as hotlines
 * keep them). All are of matters, each counted once; what was taken back or lives on in another matter is in none.
 */
export const rateRule = {
  response: both(
    '派单后24小时内首次联系的事项 ÷ 该联系的事项。还没派单的、没联系但还在24小时内的不计；没联系过的从过期次日起计入。',
    'Matters contacted within 24 hours of being handed out ÷ those due. Not yet handed out, or not contacted but still within the time: left out; not contacted at all: counted from the day after.',
  ),
  resolved: both(
    '已办结的事项 ÷ 已受理的事项。重办中的算没办结；撤回的、并入别的事项的不计。',
    'Matters resolved ÷ matters accepted. Being done again counts as not resolved; taken back or merged: left out.',
  ),
  'in-time': both(
    '在承诺日期（含批准的延期）内办结的事项 ÷ 已办结的事项。重办过的按最后一次算。',
    'Matters resolved by their promised day (extensions included) ÷ matters resolved. What was done again counts by its last time.',
  ),
  solved: both(
    '首位反映人说“解决了”的事项 ÷ 首位反映人答过的事项，按最后一次回答。没问到、没回答的不计。',
    'Matters whose first reporter said “solved” ÷ those whose first reporter answered, by the last answer. Nobody reached, no answer: left out.',
  ),
  satisfied: both(
    '首位反映人说“满意”或“基本满意”的事项 ÷ 首位反映人答过的事项。没回答的不计；答了是否解决、没说满不满意的，计入分母，不算满意。',
    'Matters whose first reporter was satisfied or mostly satisfied ÷ those whose first reporter answered. No answer: left out; answered without saying so: counted below, not as satisfied.',
  ),
  'at-once': both(
    '没有重办过的已办结事项 ÷ 已办结的事项。',
    'Matters resolved without having been done again ÷ matters resolved.',
  ),
  reopened: both(
    '重办过的事项 ÷ 办结过的事项（含正在重办的）。从没办结过的不计。',
    'Matters done again ÷ matters ever resolved, those being done again included. Never resolved: left out.',
  ),
  returned: both(
    '被退过单的事项 ÷ 派过单的事项。还没派单的不计。',
    'Matters that were handed back ÷ matters ever handed out. Not yet handed out: left out.',
  ),
  self: both(
    '自治层级办结的事项 ÷ 全部已办结的事项，按办结时的层级。',
    'Matters resolved by the neighbours themselves ÷ all matters resolved, by the tier in which they were resolved.',
  ),
} as const satisfies Record<RateName, { zh: string; en: string }>;

/** 万人诉求比: 12345 hotlines compare places by it; what is counted is the same as above, so that it adds up. */
export const perTenThousandRule = both(
  '已受理的事项 × 10000 ÷ 常住人口。人口用截至那天最近一次统计的；没统计过就不算。',
  'Matters accepted × 10,000 ÷ inhabitants, by the last count taken until that day. Never counted: not shown.',
);
