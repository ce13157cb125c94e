let followed = false;

/** Whether a stream reports changes to this tab. Where none does, whoever changes something asks again for everything shown. */
export const isFollowed = (): boolean => followed;

export function setFollowed(now: boolean): void {
  followed = now;
}
