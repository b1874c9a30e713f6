import { useQuery } from '@tanstack/react-query';
import { airportQuery } from '@/api/airports';

/** A city with the code of its airport: `London LHR`; the code alone until the city is known. */
export function Place({ code }: { code: string }) {
  const airport = useQuery(airportQuery(code)).data;
  return (
    <span>
      {airport ? `${airport.city} ` : ''}
      <b>{code}</b>
    </span>
  );
}
