/** Where a sign-in in a tab of its own comes back to. */
export const asidePath = '/signed-in';

const channel = 'dn-session';

/** Tells the other tabs of this browser that somebody has signed in. */
export function tellSignedInAside(): void {
  const told = new BroadcastChannel(channel);
  told.postMessage('signed-in');
  told.close();
}

export function onSignedInAside(heard: () => void): void {
  new BroadcastChannel(channel).addEventListener('message', heard);
}
