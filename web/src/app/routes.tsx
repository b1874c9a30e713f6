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
    children: [{ path: '*', element: <NotFoundPage /> }],
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
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];

export const createRouter = () => createBrowserRouter(routes);
