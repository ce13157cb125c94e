'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { whenFirstNotice } from './notify.ts';

const Toaster = dynamic(() => import('./toaster.tsx').then((file) => file.Toaster), { ssr: false });

export function Notices() {
  const [needed, setNeeded] = useState(false);
  useEffect(() => whenFirstNotice(() => setNeeded(true)), []);
  return needed ? <Toaster /> : null;
}
