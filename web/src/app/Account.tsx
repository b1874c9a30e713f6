import { lazy, Suspense } from 'react';
import { useMe } from '@/api/me';
import { SignInButton } from './SignInButton';

const AccountMenu = lazy(() => import('./AccountMenu').then((module) => ({ default: module.AccountMenu })));

/** As {@link AccountMenu}, whose script is fetched only for those who have an account. */
export function Account() {
  const me = useMe().data;
  return me ? (
    <Suspense>
      <AccountMenu />
    </Suspense>
  ) : (
    <SignInButton />
  );
}
