import {
  IconCalendarEvent,
  IconCreditCard,
  IconFileImport,
  IconHome,
  IconMail,
  IconMailbox,
  IconPlane,
  IconPlaneDeparture,
  IconReceipt,
  IconTicket,
  IconUserQuestion,
  IconUsers,
} from '@tabler/icons-react';
import { StaffLayout, type StaffPage } from '@/app/StaffLayout';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { OfficeSearch } from './search/OfficeSearch';

/** The back office. A new page is one entry here and one line in the routes. */
export function OfficeLayout() {
  const t = useMessages(messages);
  const pages: StaffPage[] = [
    { to: '/office', text: t('start'), icon: IconHome, roles: ['agent', 'operations'] },
    { to: '/office/board', text: t('board'), icon: IconPlaneDeparture, roles: ['agent', 'operations'] },
    { to: '/office/flights', text: t('flights'), icon: IconCalendarEvent, roles: ['agent', 'operations'] },
    { to: '/office/aircraft', text: t('aircraft'), icon: IconPlane, roles: ['agent', 'operations'] },
    { to: '/office/imports', text: t('imports'), icon: IconFileImport, roles: ['operations'] },
    { to: '/office/bookings', text: t('bookings'), icon: IconTicket, roles: ['agent', 'operations'] },
    { to: '/office/orders', text: t('orders'), icon: IconReceipt, roles: ['agent', 'operations'] },
    { to: '/office/payments', text: t('payments'), icon: IconCreditCard, roles: ['agent', 'operations'] },
    { to: '/office/cases', text: t('cases'), icon: IconUserQuestion, roles: ['agent', 'operations'] },
    { to: '/office/messages', text: t('messages'), icon: IconMail, roles: ['agent'] },
    { to: '/office/mailbox', text: t('mailbox'), icon: IconMailbox, roles: ['agent', 'operations'] },
    { to: '/office/users', text: t('users'), icon: IconUsers, roles: ['admin'] },
  ];
  return <StaffLayout name={t('name')} home="/office" pages={pages} header={<OfficeSearch />} />;
}
