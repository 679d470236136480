import { textWith } from '../../kernel/text.ts';

type About = { number: string };

/** What people are told of a report before it becomes a matter; the templates are `report.<name>`. */
export const reportNoticeText = {
  received: textWith(
    ({ number }: About) => `${number}收到了，社区很快会看。`,
    ({ number }) => `${number} has arrived. The community will look at it soon.`,
  ),
  'to-decide': textWith(
    ({ number }: About) => `新反映${number}，等你受理。`,
    ({ number }) => `New report ${number}, waiting for your decision.`,
  ),
  'received-urgent': textWith(
    ({ number }: About) => `${number}收到了，社区马上看。有危险先打119或110，别等我们。`,
    ({ number }) =>
      `${number} has arrived and the community looks at it at once. In danger, call 119 or 110 first; do not wait for us.`,
  ),
  emergency: textWith(
    ({ number }: About) => `可能有危险：新反映${number}，请马上看。`,
    ({ number }) => `There may be danger: new report ${number}, look at it now.`,
  ),
  'set-aside': textWith(
    ({ number }: About) => `从${number}起，有反映看着像重复或刷屏，先放在一边。一条没丢，请到值班台看一眼。`,
    ({ number }) =>
      `From ${number} on, some reports look repeated or like a flood and wait aside. None is lost; have a look at the desk.`,
  ),
  added: textWith(
    ({ number }: About) => `${number}的反映人补充了内容。`,
    ({ number }) => `The reporter added something to ${number}.`,
  ),
  answered: textWith(
    ({ number }: About) => `社区就${number}给你留了话，打开就能看。`,
    ({ number }) => `The community wrote to you about ${number}. Open it to read.`,
  ),
};
