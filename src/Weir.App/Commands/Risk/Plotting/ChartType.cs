using System.Reflection;
using SkiaSharp;

namespace Weir.App.Commands.Risk.Plotting;

/// <summary>IBM Plex Sans in the sizes of a plot; it is part of the program, so that plots need no installed
/// font.</summary>
internal sealed class ChartType : IDisposable
{
    private readonly SKTypeface _regular = Load("IBMPlexSans-Regular.ttf");
    private readonly SKTypeface _semiBold = Load("IBMPlexSans-SemiBold.ttf");

    public ChartType()
    {
        Title = new SKFont(_semiBold, 20) { Subpixel = true };
        Body = new SKFont(_regular, 14) { Subpixel = true };
        PanelTitle = new SKFont(_semiBold, 13) { Subpixel = true };
        Small = new SKFont(_regular, 12) { Subpixel = true };
    }

    public SKFont Title { get; }

    public SKFont Body { get; }

    public SKFont PanelTitle { get; }

    public SKFont Small { get; }

    public void Dispose()
    {
        Title.Dispose();
        Body.Dispose();
        PanelTitle.Dispose();
        Small.Dispose();
        _regular.Dispose();
        _semiBold.Dispose();
    }

    private static SKTypeface Load(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Weir.App.Fonts." + name)
            ?? throw new InvalidOperationException($"The font {name} is not in the program.");
        return SKTypeface.FromStream(stream);
    }
}
