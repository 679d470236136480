import type { WrittenPhrase } from './phrase.contract.ts';

type Starter = Omit<WrittenPhrase, 'categoryCode'> & { seed: string };

const starter = (
  seed: string,
  use: Starter['use'],
  name: readonly [zh: string, en: string],
  text: readonly [zh: string, en: string],
): Starter => ({ seed, use, nameZh: name[0], nameEn: name[1], textZh: text[0], textEn: text[1] });

/** What a new community starts with: plain, warm, and short enough to be changed before it is sent. */
export const starterPhrases: readonly Starter[] = [
  starter(
    'ask-where',
    'ask',
    ['问清地点', 'Where exactly'],
    [
      '你反映的事我们收到了，编号{编号}。想再问一句：具体在哪一幢、哪个单元、第几层？有照片的话也请发一张，我们好直接找过去。',
      'We have your report, {number}. One question: in which building, stairwell and floor is it? A photo helps us go straight there.',
    ],
  ),
  starter(
    'ask-when',
    'ask',
    ['问清时间', 'When exactly'],
    [
      '你反映的事我们收到了，编号{编号}。想再问一句：一般在什么时候、多久一次？我们挑那个时间去看。',
      'We have your report, {number}. One question: when does it happen, and how often? We will go and see at that time.',
    ],
  ),
  starter(
    'write-looking',
    'write',
    ['正在核实', 'Looking into it'],
    [
      '{编号}我们看到了，正在问清楚是哪边管、什么时候能去看。最晚下个工作日给你回话，不用再提交一次。',
      'We have read {number} and are finding out who looks after it and when they can go. You hear by the next working day; no need to send it again.',
    ],
  ),
  starter(
    'write-thanks',
    'write',
    ['照片收到了', 'Photos received'],
    [
      '你补的照片和说明收到了，放在{编号}里，办的人都看得到。还有要补的，接着写在这里就行。',
      'Your photos and words have arrived with {number}, and those who work on it see them. If there is more, add it here.',
    ],
  ),
  starter(
    'accept-usual',
    'accept',
    ['受理了，会联系', 'Accepted, they will call'],
    [
      '{编号}我们受理了，已经派了人。办的人24小时内联系你；要进门看的话，会先跟你约时间。',
      '{number} is accepted and given to somebody, who contacts you within 24 hours. If they have to come in, they arrange a time with you first.',
    ],
  ),
  starter(
    'redirect-urgent',
    'redirect',
    ['有危险先打电话', 'Danger: telephone first'],
    [
      '这件事等不得，请先打上面这个电话，他们能最快到场。打过以后告诉我们一声，我们也会派人过去看。编号{编号}留着，随时能查。',
      'This cannot wait: please telephone the number above first, they are there soonest. Then tell us, and we will go and see too. Keep the number {number}.',
    ],
  ),
  starter(
    'redirect-office',
    'redirect',
    ['该找别的部门', 'Another office decides'],
    [
      '{编号}这件事要由上面这个部门来定，社区没有这个权限。去的时候带上身份证和你手里的材料；要是说不清或没人理，回来找我们，我们陪你问。',
      'For {number} the office above decides; the community may not. Take your identity card and your papers. If nobody answers you there, come back and we will ask with you.',
    ],
  ),
  starter(
    'reject-settled',
    'reject',
    ['已经办过', 'Settled before'],
    [
      '{编号}说的是已经办过的那件，现在没有新情况，这次就不另外立了。要是又出现了，或有了新的照片，写给我们，我们接着办。',
      '{number} is about what was settled before, and nothing is new, so it is not opened again. If it comes back, or you have a new photo, write to us and we go on.',
    ],
  ),
  starter(
    'reject-private',
    'reject',
    ['涉及别人隐私', 'Somebody’s privacy'],
    [
      '{编号}说到了别人家里的事，社区不能公开去查，也请你先替他们保密。要是你自己的生活受了影响，写清影响了什么，我们从这里办。',
      '{number} speaks of somebody’s home life, which we may not look into in public; please keep it to yourself too. If it affects your own life, write how, and we start from there.',
    ],
  ),
  starter(
    'reply-on-the-way',
    'reply',
    ['在办了', 'Under way'],
    [
      '你的“{事项}”{办理}已经在办，{期限}前会有结果。这两天要是有变化，直接写在这里，办的人看得到。',
      '“{title}” is being handled by {handler}; a result is due by {date}. If anything changes, write it here: those who work on it read it.',
    ],
  ),
  starter(
    'reply-visit',
    'reply',
    ['约上门时间', 'Arrange a visit'],
    [
      '“{事项}”要到现场看一看。{办理}想约个你方便的时间，请回一句哪天、上午还是下午在家，我们按你的时间来。',
      'For “{title}”, {handler} would like to come and see. Please write which day, and whether the morning or the afternoon suits you.',
    ],
  ),
  starter(
    'suspend-weather',
    'suspend',
    ['天气不允许', 'Weather'],
    [
      '“{事项}”要在户外做，这几天的天气做不了，怕返工也怕伤人，先停一停。天好了马上接着做，日子会另外告诉你。',
      '“{title}” has to be done outside, and the weather does not allow it safely. We go on as soon as it does, and tell you the day.',
    ],
  ),
  starter(
    'suspend-parts',
    'suspend',
    ['等配件', 'Waiting for parts'],
    [
      '“{事项}”要换的配件已经订了，到货才能装，先停一停。东西一到，{办理}就联系你。',
      'The parts for “{title}” are ordered and can be fitted once they arrive. {handler} will contact you then.',
    ],
  ),
  starter(
    'resolve-done',
    'resolve',
    ['修好了', 'Repaired'],
    [
      '“{事项}”已经修好，今天试过，能正常用。要是又坏了或者没修到位，点“没解决”，我们再来一趟。谢谢你告诉我们。',
      '“{title}” is repaired and was tried today. If it fails again or something is missing, press “not solved” and we come back. Thank you for telling us.',
    ],
  ),
  starter(
    'resolve-not-possible',
    'resolve',
    ['这次办不了', 'Not possible now'],
    [
      '“{事项}”我们去看过，也问过了，现在办不了：（写明原因）。我们能先做的是：（写明做了什么）。以后条件够了，会再告诉你。',
      'We looked into “{title}” and asked. It is not possible now: (say why). What we could do for the moment: (say what). When it becomes possible, you will hear.',
    ],
  ),
];
