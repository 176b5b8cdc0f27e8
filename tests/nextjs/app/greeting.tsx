'use client';

import { useUser } from '@clerk/nextjs';

export function Greeting() {
  const { user } = useUser();
  return user && <p>Hello {user.fullName}</p>;
}
