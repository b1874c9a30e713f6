namespace Contrail.Notifications.Templates;

/// <summary>A kind of letter.</summary>
/// <param name="name">Stable: stored with each notification, and part of what makes two notifications the same.</param>
/// <param name="about">When it is sent, for staff.</param>
internal abstract class Template(string name, string about)
{
    /// <summary>Stable, snake_case.</summary>
    public string Name { get; } = name;

    /// <summary>When it is sent.</summary>
    public string About { get; } = about;

    /// <summary>The letter about an example.</summary>
    public abstract Letter Preview();
}

/// <summary>A kind of letter about one kind of fact.</summary>
/// <typeparam name="TFact">A contract.</typeparam>
/// <param name="name">See <see cref="Template.Name"/>.</param>
/// <param name="about">See <see cref="Template.About"/>.</param>
/// <param name="example">For previews.</param>
internal abstract class Template<TFact>(string name, string about, TFact example) : Template(name, about)
{
    /// <summary>Writes the letter. Pure.</summary>
    public abstract Letter Write(TFact fact);

    /// <inheritdoc/>
    public override Letter Preview() => Write(example);
}
