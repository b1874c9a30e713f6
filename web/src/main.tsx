import '@mantine/core/styles.css';
import '@/app/motion.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { isWorthRepeating } from '@/api/problems';
import { createRouter } from '@/app/routes';
import { theme, variables } from '@/app/theme';

const queries = new QueryClient({
  defaultOptions: {
    // Without a network they fail and say so, rather than wait in silence.
    queries: {
      retry: (count, error) => count < 3 && isWorthRepeating(error),
      staleTime: 5_000,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <RouterProvider router={createRouter()} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
