import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { CrashPage } from './CrashPage';
import { NotFoundPage } from './NotFoundPage';
import { TravellerLayout } from './TravellerLayout';

type Page<Name extends string> = { [K in Name]: ComponentType };

/** A page whose script is fetched when it is first opened. */
function page<Name extends string>(path: string, load: () => Promise<Page<Name>>, name: Name): RouteObject {
  return { path, lazy: async () => ({ Component: (await load())[name] }) };
}

/** Every address of the site. A new page is one line here. */
const routes: RouteObject[] = [
  {
    element: <TravellerLayout />,
    errorElement: <CrashPage />,
    hydrateFallbackElement: <div role="status" aria-busy="true" />,
    children: [
      page('/sign-in', () => import('@/features/account/SignInPage'), 'SignInPage'),
      { path: '*', element: <NotFoundPage /> },
    ],
  },
  {
    path: '/office',
    lazy: async () => ({ Component: (await import('@/features/office/OfficeLayout')).OfficeLayout }),
    errorElement: <CrashPage />,
    children: [
      page('/office/bookings', () => import('@/features/office/bookings/BookingsPage'), 'BookingsPage'),
      page('/office/bookings/:id', () => import('@/features/office/bookings/BookingPage'), 'BookingPage'),
      page('/office/orders', () => import('@/features/office/orders/OrdersPage'), 'OrdersPage'),
      page('/office/orders/:id', () => import('@/features/office/orders/OrderPage'), 'OrderPage'),
      page('/office/payments', () => import('@/features/office/payments/PaymentsPage'), 'PaymentsPage'),
      page(
        '/office/payments/reconciliation',
        () => import('@/features/office/payments/ReconciliationPage'),
        'ReconciliationPage',
      ),
      page('/office/payments/:id', () => import('@/features/office/payments/PaymentPage'), 'PaymentPage'),
      page('/office/cases', () => import('@/features/office/cases/CasesPage'), 'CasesPage'),
      page('/office/users', () => import('@/features/office/users/UsersPage'), 'UsersPage'),
      page('/office/messages', () => import('@/features/office/notifications/MessagesPage'), 'MessagesPage'),
      page('/office/messages/new', () => import('@/features/office/notifications/NewMessagePage'), 'NewMessagePage'),
      page('/office/messages/:id', () => import('@/features/office/notifications/MessagePage'), 'MessagePage'),
      page('/office/mailbox', () => import('@/features/office/notifications/MailboxPage'), 'MailboxPage'),
      page('/office/board', () => import('@/features/office/flights/BoardPage'), 'BoardPage'),
      page('/office/flights', () => import('@/features/office/flights/FlightsPage'), 'FlightsPage'),
      page('/office/flights/:id', () => import('@/features/office/flights/FlightPage'), 'FlightPage'),
      { path: '*', element: <NotFoundPage /> },
    ],
  },
  {
    path: '/console',
    lazy: async () => ({ Component: (await import('@/features/console/ConsoleLayout')).ConsoleLayout }),
    errorElement: <CrashPage />,
    children: [{ path: '*', element: <NotFoundPage /> }],
  },
];

export const createRouter = () => createBrowserRouter(routes);
