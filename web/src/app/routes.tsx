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
      page('graph', () => import('@/features/console/graph/GraphPage'), 'GraphPage'),
      page('correlations/:id', () => import('@/features/console/graph/CorrelationPage'), 'CorrelationPage'),
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];

export const createRouter = () => createBrowserRouter(routes);
