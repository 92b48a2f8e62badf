const key = (course: string): string => `dn-learn:${course}`;

/** Lessons that were done on this device, for whoever learns without a sign-in. */
export const seenLessons = (course: string): readonly string[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(course)) ?? '[]');
    return Array.isArray(kept) ? kept.map(String) : [];
  } catch {
    return [];
  }
};
export const keepSeen = (course: string, lesson: string): void =>
  localStorage.setItem(key(course), JSON.stringify([...new Set([...seenLessons(course), lesson])]));
