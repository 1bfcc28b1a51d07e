import raw from './places.json' with { type: 'json' };

/** One town: where cardholders live, travel to, and where online merchants have their office. */
export interface Place {
  city: string;
  state: string;
  zip: string;
  lat: number;
  long: number;
  population: number;
}

/** 394 towns in 50 states and Washington DC; positions to four decimals, populations approximate. */
export const PLACES: readonly Place[] = Object.entries(raw).flatMap(([state, towns]) =>
  towns.map(([city, zip, lat, long, population]) => ({
    city: String(city),
    state,
    zip: String(zip),
    lat: Number(lat),
    long: Number(long),
    population: Number(population),
  })),
);

const KM_PER_DEGREE = 111.2;

/** Rough distance in km between two points (equirectangular; exact enough to tell near from far). */
export function roughDistance(a: { lat: number; long: number }, b: { lat: number; long: number }): number {
  const north = (a.lat - b.lat) * KM_PER_DEGREE;
  const east = (a.long - b.long) * KM_PER_DEGREE * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(north, east);
}

/** The point `km` away from `origin` in direction `angle` (radians), in hundred-thousandths of a degree. */
export function pointNear(origin: { lat: number; long: number }, km: number, angle: number): [number, number] {
  const lat = origin.lat + (km * Math.sin(angle)) / KM_PER_DEGREE;
  const long = origin.long + (km * Math.cos(angle)) / (KM_PER_DEGREE * Math.cos((origin.lat * Math.PI) / 180));
  return [Math.round(lat * 1e5), Math.round(long * 1e5)];
}
