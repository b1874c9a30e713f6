import { geoEqualEarth, geoMercator, type GeoProjection } from 'd3-geo';
import { pointOf, type Airport } from './network';

/** How far a drawn arc may be from the true one, in pixels. */
const smoothness = 0.2;

/** A map of a part of the world that holds some airports, in pixels. */
export function projectionFor(
  airports: readonly Airport[],
  width: number,
  height: number,
  isNear: boolean,
): GeoProjection {
  const margin = Math.max(28, width * 0.05);
  const points = { type: 'MultiPoint' as const, coordinates: airports.map(pointOf) };
  const extent: [[number, number], [number, number]] = [
    [margin, margin],
    [width - margin, height - margin],
  ];
  return (isNear ? geoMercator() : geoEqualEarth())
    .precision(smoothness)
    .fitExtent(extent, points)
    .clipExtent([
      [0, 0],
      [width, height],
    ]);
}
