import { Navigate, useLocation } from 'react-router';

/** Leads to signing in, and from there back to here. */
export function SignInFirst() {
  const { pathname, search } = useLocation();
  return <Navigate to="/sign-in" replace state={{ from: pathname + search }} />;
}
