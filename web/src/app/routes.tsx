import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { HomePage } from '@/features/home/HomePage';
import { CrashPage } from './CrashPage';
import { NotFoundPage } from './NotFoundPage';
import { TravellerLayout } from './TravellerLayout';

type Page<Name extends string> = { [K in Name]: ComponentType };

/** What a page asks of what surrounds it. */
export interface PageHandle {
  /** It reaches from edge to edge, and has its own margins. */
  isWide?: boolean;
}

/** A page whose script is fetched when it is first opened. */
function page<Name extends string>(
  path: string,
  load: () => Promise<Page<Name>>,
  name: Name,
  handle?: PageHandle,
): RouteObject {
  return { path, handle, lazy: async () => ({ Component: (await load())[name] }) };
}

/** Every address of the site. A new page is one line here. */
const routes: RouteObject[] = [
  {
    element: <TravellerLayout />,
    errorElement: <CrashPage />,
    hydrateFallbackElement: <div role="status" aria-busy="true" />,
    children: [
      // The start page comes with the rest: most visits begin there.
      { path: '/', handle: { isWide: true } satisfies PageHandle, Component: HomePage },
      page('/search', () => import('@/features/search/SearchPage'), 'SearchPage'),
      page('/trips', () => import('@/features/trips/TripsPage'), 'TripsPage'),
      page('/bookings/:id', () => import('@/features/booking/BookingPage'), 'BookingPage'),
      page('/find', () => import('@/features/trips/FindPage'), 'FindPage'),
      page('/register', () => import('@/features/account/RegisterPage'), 'RegisterPage'),
      page('/account', () => import('@/features/account/AccountPage'), 'AccountPage'),
      page('/sign-in', () => import('@/features/account/SignInPage'), 'SignInPage'),
      page('/book', () => import('@/features/book/BookPage'), 'BookPage'),
      page('/bookings/:id/seats', () => import('@/features/book/SeatsPage'), 'SeatsPage'),
      page('/bookings/:id/pay', () => import('@/features/book/PayPage'), 'PayPage'),
      page('/orders/:id/confirmation', () => import('@/features/book/ConfirmationPage'), 'ConfirmationPage'),
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
      page('/office', () => import('@/features/office/OfficeStartPage'), 'OfficeStartPage'),
      page('/office/board', () => import('@/features/office/flights/BoardPage'), 'BoardPage'),
      page('/office/flights', () => import('@/features/office/flights/FlightsPage'), 'FlightsPage'),
      page('/office/flights/new', () => import('@/features/office/flights/NewFlightPage'), 'NewFlightPage'),
      page('/office/aircraft', () => import('@/features/office/aircraft/AircraftPage'), 'AircraftPage'),
      page('/office/aircraft/new', () => import('@/features/office/aircraft/NewAircraftPage'), 'NewAircraftPage'),
      page(
        '/office/flights/:id/cancellation',
        () => import('@/features/office/flights/CancellationPage'),
        'CancellationPage',
      ),
      page('/office/flights/:id', () => import('@/features/office/flights/FlightPage'), 'FlightPage'),
      page('/office/imports', () => import('@/features/office/imports/ImportsPage'), 'ImportsPage'),
      page('/office/imports/:id', () => import('@/features/office/imports/ImportPage'), 'ImportPage'),
      { path: '*', element: <NotFoundPage /> },
    ],
  },
  {
    path: '/console',
    lazy: async () => ({ Component: (await import('@/features/console/ConsoleLayout')).ConsoleLayout }),
    errorElement: <CrashPage />,
    children: [
      {
        index: true,
        lazy: async () => ({ Component: (await import('@/features/console/modules/ModulesPage')).ModulesPage }),
      },
      page('live', () => import('@/features/console/live/LivePage'), 'LivePage'),
      page('events', () => import('@/features/console/events/EventsPage'), 'EventsPage'),
      page('streams', () => import('@/features/console/streams/FindStreamPage'), 'FindStreamPage'),
      page('streams/:module/:stream', () => import('@/features/console/streams/StreamPage'), 'StreamPage'),
      page('processes', () => import('@/features/console/processes/ProcessesPage'), 'ProcessesPage'),
      page('parked', () => import('@/features/console/parked/ParkedPage'), 'ParkedPage'),
      page('failures', () => import('@/features/console/failures/FailuresPage'), 'FailuresPage'),
      page('graph', () => import('@/features/console/graph/GraphPage'), 'GraphPage'),
      page('correlations/:id', () => import('@/features/console/graph/CorrelationPage'), 'CorrelationPage'),
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];

export const createRouter = () => createBrowserRouter(routes);
