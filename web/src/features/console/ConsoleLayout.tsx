import { IconGitBranch } from '@tabler/icons-react';
import { StaffLayout, type StaffPage } from '@/app/StaffLayout';
import { useMessages } from '@/i18n';
import { messages } from './messages';

/** The console of operations. A new page is one entry here and one line in the routes. */
export function ConsoleLayout() {
  const t = useMessages(messages);
  const pages: StaffPage[] = [{ to: '/console/graph', text: t('graph'), icon: IconGitBranch, roles: ['operations'] }];
  return <StaffLayout name={t('name')} home="/console" pages={pages} />;
}
