"""A language model that the user names, asked one sentence at a time; never believed.

    endpoint, client, spent     where it is, asking it over HTTP, what that came to
    sentences, prompts, answers what is asked, in which words, and what came back as data
    edits, slips, guards        an answer as single edits, and what each of them may become
    propose, judge              the two modes

The one thing to know: an answer is data. Whatever the transcript told the model to say, it can only
become small edits inside the sentence that was asked about, each held against the guards, none of
them ever SAFE.
"""
