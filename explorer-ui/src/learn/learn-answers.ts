/** Answers of the gateway's `/api/learn` (`gateway-api/src/learn/learn-schemas.ts`). */
export interface Said {
  readonly vi: string;
  readonly en: string;
}
export interface Progress {
  readonly lessons: readonly string[];
  readonly triesLeft: number;
  readonly passedAt?: string;
  readonly score?: number;
  readonly certificate?: { readonly id: string; readonly fullName: string; readonly at: string };
}
export interface CourseHead {
  readonly id: string;
  readonly minutes: number;
  readonly title: Said;
  readonly audience: Said;
  readonly lead: Said;
}
export interface CoursesAnswer {
  readonly signedIn: boolean;
  readonly items: readonly (CourseHead & { readonly lessons: number; readonly progress?: Progress })[];
}
export interface Exercise {
  readonly kind: 'look' | 'find' | 'order' | 'register';
  readonly question: Said;
  readonly choices?: readonly Said[];
  readonly steps?: readonly { readonly index: number; readonly text: Said }[];
  readonly lots?: readonly { readonly id: string; readonly address: string }[];
  readonly isReady: boolean;
}
export interface Lesson {
  readonly id: string;
  readonly title: Said;
  readonly minutes: number;
  readonly body: readonly (Said | { readonly list: readonly Said[] })[];
  readonly exercise?: Exercise;
}
export interface Question {
  readonly id: string;
  readonly question: Said;
  readonly choices: readonly Said[];
}
export interface CourseAnswer extends CourseHead {
  readonly signedIn: boolean;
  readonly passPercent: number;
  readonly certificates: boolean;
  readonly lessons: readonly Lesson[];
  readonly quiz: readonly Question[];
  readonly progress?: Progress;
}
export interface ExerciseResult {
  readonly right: boolean;
  readonly why?: Said;
  readonly lot?: { readonly id: string; readonly lot: string; readonly address: string; readonly label: string };
}
export interface QuizResult {
  readonly score: number;
  readonly passed: boolean;
  readonly triesLeft: number;
  readonly results: readonly {
    readonly id: string;
    readonly right: boolean;
    readonly why?: Said;
    readonly lesson?: string;
  }[];
}
