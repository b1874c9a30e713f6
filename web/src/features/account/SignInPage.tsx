import { Alert, Anchor, Button, Container, Paper, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from 'react-router';
import { useSession } from '@/api/me';
import { ApiProblem } from '@/api/problems';
import { useMessages } from '@/i18n';
import { PageTitle } from '@/ui/PageTitle';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { DemoLogins } from './DemoLogins';
import { messages } from './messages';

/** Why somebody was not let in: a wrong password is not the same as not being signed in. */
export function SignInProblem({ error }: { error: unknown }) {
  const t = useMessages(messages);
  if (!(error instanceof ApiProblem) || ![401, 429].includes(error.status)) {
    return <ProblemNotice error={error} />;
  }
  const isWrong = error.status === 401;
  return (
    <Alert color={isWrong ? 'red' : 'orange'} title={isWrong ? t('wrong') : t('tooMany')} role="alert">
      {isWrong ? error.message : t('tooManyAbout')}
    </Alert>
  );
}

/** Signs in, and goes back to where one came from. */
export function SignInPage() {
  const t = useMessages(messages);
  const { signIn } = useSession();
  const navigate = useNavigate();
  const state = useLocation().state as { from?: string } | null;
  const form = useForm({ initialValues: { email: '', password: '' } });
  const signingIn = useMutation({
    mutationFn: ({ email, password }: typeof form.values) => signIn(email, password),
    onSuccess: () => navigate(state?.from ?? '/', { replace: true }),
  });
  return (
    <Container size={420} p={0}>
      <PageTitle title={t('signIn')} about={state?.from === undefined ? t('signInAbout') : t('again')} />
      <Stack>
        <Paper withBorder p="lg">
          <form onSubmit={form.onSubmit((values) => signingIn.mutate(values))}>
            <Stack>
              <TextInput
                label={t('email')}
                type="email"
                autoComplete="username"
                required
                {...form.getInputProps('email')}
              />
              <PasswordInput
                label={t('password')}
                autoComplete="current-password"
                required
                {...form.getInputProps('password')}
              />
              {signingIn.isError && <SignInProblem error={signingIn.error} />}
              <Button type="submit" loading={signingIn.isPending}>
                {t('signIn')}
              </Button>
            </Stack>
          </form>
        </Paper>
        <Text size="sm" ta="center">
          {t('noAccount')}{' '}
          <Anchor component={Link} to="/register" state={state} underline="always">
            {t('register')}
          </Anchor>
        </Text>
        <DemoLogins onChoose={(login) => form.setValues(login)} />
      </Stack>
    </Container>
  );
}
