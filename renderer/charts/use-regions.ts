import { useEffect, useState } from 'react';
import type { Regions } from './regions.ts';
import { loadUsMap } from './us-map.ts';
import { loadWorldMap } from './world-map.ts';

/** The outlines of a map once they are loaded. */
export function useRegions(map: 'usa' | 'world' | undefined): { usa?: Regions; world?: Regions } {
  const [loaded, setLoaded] = useState<{ usa?: Regions; world?: Regions }>({});
  useEffect(() => {
    if (!map) return;
    let here = true;
    const loading = map === 'usa' ? loadUsMap() : loadWorldMap();
    void loading.then((regions) => here && setLoaded((old) => ({ ...old, [map]: regions })));
    return () => {
      here = false;
    };
  }, [map]);
  return loaded;
}
