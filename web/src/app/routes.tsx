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
      page('/office/board', () => import('@/features/office/flights/BoardPage'), 'BoardPage'),
      page('/office/flights', () => import('@/features/office/flights/FlightsPage'), 'FlightsPage'),
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
    children: [{ path: '*', element: <NotFoundPage /> }],
  },
];

export const createRouter = () => createBrowserRouter(routes);
