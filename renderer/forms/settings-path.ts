type Settings = Record<string, unknown>;

const isObject = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The setting at a path such as `before.filter`. */
export function settingAt(settings: Settings, path: string): unknown {
  let at: unknown = settings;
  for (const key of path.split('.')) at = isObject(at) ? at[key] : undefined;
  return at;
}

/** Settings with the one at `path` replaced; undefined takes it out. The given settings stay as they are. */
export function withSetting(settings: Settings, path: string, value: unknown): Settings {
  const [key = '', ...rest] = path.split('.');
  const below = settings[key];
  const next = rest.length === 0 ? value : withSetting(isObject(below) ? below : {}, rest.join('.'), value);
  const { [key]: _, ...others } = settings;
  return next === undefined ? others : { ...settings, [key]: next };
}
