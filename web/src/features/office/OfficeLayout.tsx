import { IconCalendarEvent, IconFileImport, IconPlaneDeparture, IconTicket } from '@tabler/icons-react';
import { StaffLayout, type StaffPage } from '@/app/StaffLayout';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { OfficeSearch } from './search/OfficeSearch';

/** The back office. A new page is one entry here and one line in the routes. */
export function OfficeLayout() {
  const t = useMessages(messages);
  const pages: StaffPage[] = [
    { to: '/office/board', text: t('board'), icon: IconPlaneDeparture, roles: ['agent', 'operations'] },
    { to: '/office/flights', text: t('flights'), icon: IconCalendarEvent, roles: ['agent', 'operations'] },
    { to: '/office/bookings', text: t('bookings'), icon: IconTicket, roles: ['agent', 'operations'] },
    { to: '/office/imports', text: t('imports'), icon: IconFileImport, roles: ['operations'] },
  ];
  return <StaffLayout name={t('name')} home="/office" pages={pages} header={<OfficeSearch />} />;
}
