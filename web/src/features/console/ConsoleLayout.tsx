import {
  IconAccessPoint,
  IconApps,
  IconArrowsShuffle,
  IconBolt,
  IconDatabaseSearch,
  IconGitBranch,
  IconParking,
  IconTimeline,
} from '@tabler/icons-react';
import { StaffLayout, type StaffPage } from '@/app/StaffLayout';
import { useMessages } from '@/i18n';
import { messages } from './messages';

/** The console of operations. A new page is one entry here and one line in the routes. */
export function ConsoleLayout() {
  const t = useMessages(messages);
  const roles = ['operations'] as const;
  const pages: StaffPage[] = [
    { to: '/console', text: t('modules'), icon: IconApps, roles },
    { to: '/console/live', text: t('live'), icon: IconAccessPoint, roles },
    { to: '/console/events', text: t('events'), icon: IconDatabaseSearch, roles },
    { to: '/console/streams', text: t('streams'), icon: IconTimeline, roles },
    { to: '/console/processes', text: t('processes'), icon: IconArrowsShuffle, roles },
    { to: '/console/graph', text: t('graph'), icon: IconGitBranch, roles },
    { to: '/console/parked', text: t('parked'), icon: IconParking, roles },
    { to: '/console/failures', text: t('failures'), icon: IconBolt, roles },
  ];
  return <StaffLayout name={t('name')} home="/console" pages={pages} />;
}
