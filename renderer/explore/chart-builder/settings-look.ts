/** Two settings beside each other. */
export const pair = { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 8 } as const;

/** Lists of a setting in a pop-up open within it: a click in them must not close it. */
export const inPlace = { withinPortal: false };
