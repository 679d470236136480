import { reachOperations } from '../../channels/reach/reach.contract.ts';
import { readRetention } from '../../guarantee/retention/retention.contract.ts';
import { PrivacyPage } from '../../guarantee/retention/screens/PrivacyPage.tsx';
import { retentionText } from '../../guarantee/retention/screens/retention.text.ts';
import { ok } from '../../kernel/outcome.ts';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { page } from './page.ts';

export const privacyPages = [
  page({
    path: '/privacy',
    async load({ ask }) {
      const [kept, reach] = [await ask(readRetention, {}), await ask(reachOperations.seeReach, {})];
      return kept.ok ? ok({ kept: kept.value, telephone: reach.ok ? reach.value.telephone : null }) : kept;
    },
    view: (data, frame) => ({
      title: frame.say(retentionText.name),
      shell: 'plain',
      islands: ['page-print'],
      isPublic: true,
      head: (
        <AppBar
          title={frame.say(retentionText.name)}
          back={{ href: frame.to(''), label: frame.say(retentionText.back) }}
        />
      ),
      body: <PrivacyPage frame={frame} {...data} />,
    }),
  }),
];
