import { textWith } from '../../kernel/text.ts';

type Home = { home: string; homeEn: string };
type Person = Home & { name: string };

/** What people are told of homes; the templates are `residence.<name>`. */
export const residenceNoticeText = {
  asked: textWith(
    ({ name, home }: Person) => `${name}说住在${home}，等你确认。`,
    ({ name, homeEn }) => `${name} says they live at ${homeEn}. It waits for you to confirm.`,
  ),
  confirmed: textWith(
    ({ home }: Home) => `你的住处${home}确认好了，可以点“我也遇到”了。`,
    ({ homeEn }) => `Your home, ${homeEn}, is confirmed. You can now say “me too”.`,
  ),
  refused: textWith(
    ({ home, reason }: Home & { reason: string }) => `${home}没有确认：${reason}`,
    ({ homeEn, reason }) => `${homeEn} was not confirmed: ${reason}`,
  ),
  'confirmed-elsewhere': textWith(
    ({ name, home }: Person) => `${name}住在${home}，社区值班已确认。`,
    ({ name, homeEn }) => `${name} lives at ${homeEn}: the community desk has confirmed it.`,
  ),
  'refused-elsewhere': textWith(
    ({ name, home }: Person) => `${name}申请登记在${home}，社区值班没有确认。`,
    ({ name, homeEn }) =>
      `${name} asked to be registered at ${homeEn}; the community desk did not confirm it.`,
  ),
  joined: textWith(
    ({ name, home }: Person) => `${name}登记住进了${home}。不认识的话，告诉社区值班台。`,
    ({ name, homeEn }) => `${name} is now registered at ${homeEn}. If you do not know them, tell the desk.`,
  ),
  ended: textWith(
    ({ home }: Home) => `社区登记你已搬离${home}。没有搬的话，找社区值班台改回来。`,
    ({ homeEn }) => `The desk has written down that you left ${homeEn}. If not, ask them to put it right.`,
  ),
};
