import type { IconName } from '../../../web/icons/Icon.tsx';
import type { ReportChannel } from '../report.contract.ts';

export const channelIcon: Record<ReportChannel, IconName> = {
  form: 'file-text',
  phone: 'phone',
  counter: 'user',
  proxy: 'hand',
  wechat: 'message-circle',
  qq: 'message-square',
  box: 'inbox',
  board: 'newspaper',
  round: 'door-open',
  session: 'round-table',
  import: 'upload',
};
