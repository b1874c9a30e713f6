import type { Flight } from './queries';

/** What every form that changes a flight is given. */
export interface ChangeFormProps {
  flight: Flight;
  /** The version that was looked at. */
  version?: string;
  onDone: () => void;
}
